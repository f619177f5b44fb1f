using Farebox.Http.Edge;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Keys;

/// <summary>The keys of the caller's own tenant: made, listed, rotated and revoked.</summary>
/// <remarks>Making a key takes no Idempotency-Key: a repetition could not show the secret again, so it makes another key.</remarks>
internal sealed class KeyRoutes(KeyStore keys, TimeProvider clock)
{
    private const int RateMax = 1_000_000;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/keys", ListAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/keys", CreateAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/keys/{key}/rotate", RotateAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/keys/{key}/revoke", RevokeAsync) { Scope = KeyScopes.Admin },
    ];

    /// <summary>The limits of a body, for keys and tenants alike.</summary>
    public static RateLimits ReadLimits(BodyReader body) => new(
        body.OptionalInteger("requests_per_second", 1, RateMax), body.OptionalInteger("events_per_second", 1, RateMax));

    private async ValueTask<Answer> ListAsync(Call call) =>
        JsonAnswer.Ok(await keys.ListAsync(call.Caller.TenantId, call.Caller.Reach, call.Gone), KeyJson.WriteList);

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var name = body.OptionalString("name", Rules.Name) ?? "";
        var scopes = ReadScopes(body);
        var limits = ReadLimits(body);
        var expires = body.OptionalTime("expires_at");
        if (expires <= clock.GetUtcNow()) body.Fault("expires_at", ProblemCodes.InvalidRule, "\"expires_at\" lies in the future.");
        if (body.Done() is { } refusal) return refusal;

        // An administrator gives whatever a tenant has, also what the own key lacks; the operator's scope is not the tenant's to give.
        if ((scopes & ~KeyScopeNames.OfTenant) != KeyScopes.None) return new Problem(ProblemCodes.ScopeEscalation);

        var made = MadeKey.Create(call.Caller.IsSandbox, name, scopes);
        made = made with { Stored = made.Stored with { Limits = limits, ExpiresAt = expires } };
        await keys.AddAsync(call.Caller.TenantId, made.Stored, call.Actor, call.Gone);
        return new JsonAnswer<MadeKey>(201, made, KeyJson.WriteMade);
    }

    private static KeyScopes ReadScopes(BodyReader body)
    {
        var names = body.Strings("scopes", Rules.Id, countMax: 4);
        if (KeyScopeNames.Parse(names) is not { } scopes) body.Fault("scopes", ProblemCodes.InvalidValue, "Scopes are ingest, read and admin.");
        else if (scopes != KeyScopes.None) return scopes;
        else if (!body.HasFaults) body.Fault("scopes", body.Has("scopes") ? ProblemCodes.InvalidValue : ProblemCodes.MissingMember, "A key has at least one scope.");
        return KeyScopes.None;
    }

    private async ValueTask<Answer> RotateAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var until = body.OptionalTime("old_valid_until");
        if (body.Done() is { } refusal) return refusal;

        // Name, scopes and limits are those of the old key; the store takes them over under its lock.
        var fresh = MadeKey.Create(call.Caller.IsSandbox, "", KeyScopes.None);
        return await keys.RotateAsync(call.Caller.TenantId, call.Id(0), fresh.Stored, until, call.Caller.Reach, call.Actor, call.Gone) is var (made, old)
            ? new JsonAnswer<(KeyRecord, KeyRecord, string)>(201, (made, old, fresh.Secret), KeyJson.WriteRotated)
            : new Problem(ProblemCodes.NotFound, $"There is no key {call.Id(0)} that still works.");
    }

    private async ValueTask<Answer> RevokeAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        if (body.Done() is { } refusal) return refusal;

        var id = call.Id(0);
        return await keys.RevokeAsync(call.Caller.TenantId, id, call.Caller.Reach, call.Actor, call.Gone)
            ? new RawJsonAnswer(200, $$"""{"id":"{{id}}","revoked":true}""")
            : new Problem(ProblemCodes.NotFound, $"There is no key {id}.");
    }
}
