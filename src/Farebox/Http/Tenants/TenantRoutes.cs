using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Http.Keys;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Tenants;

/// <summary>Makes and lists tenants. For the operator's key alone; for any other these routes are not there.</summary>
internal sealed class TenantRoutes(TenantStore tenants, KeyStore keys)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/tenants", ListAsync) { Scope = KeyScopes.Operator },
        new("POST", "/v1/tenants", CreateAsync) { Scope = KeyScopes.Operator },
        new("PUT", "/v1/tenants/{tenant}/rate-limits", LimitAsync) { Scope = KeyScopes.Operator },
    ];

    private async ValueTask<Answer> ListAsync(Call call) => JsonAnswer.Ok(await tenants.ListAsync(call.Gone), WriteList);

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var id = body.RequiredString("id", Rules.Id);
        var isSandbox = body.OptionalBoolean("sandbox", otherwise: false);
        var limits = KeyRoutes.ReadLimits(body);
        if (body.Done() is { } refusal) return refusal;

        // Who repeats the request after a lost answer finds the tenant, and makes a key for it at the command line.
        if (await tenants.CreateAsync(id, isSandbox, limits, call.Actor, call.Gone) is not { } made)
            return JsonAnswer.Ok((new Tenant(0, id, isSandbox), (MadeKey?)null), WriteMade);

        var first = MadeKey.Create(isSandbox, "first", KeyScopeNames.OfTenant);
        await keys.AddFirstAsync(made.Id, first.Stored, call.Actor, CancellationToken.None);
        return new JsonAnswer<(Tenant, MadeKey?)>(201, (made, first), WriteMade);
    }

    private async ValueTask<Answer> LimitAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var isSandbox = body.OptionalBoolean("sandbox", otherwise: false);
        var limits = KeyRoutes.ReadLimits(body);
        if (body.Done() is { } refusal) return refusal;

        if (await tenants.FindAsync(call.Id(0), isSandbox, call.Gone) is not { } tenant) return new Problem(ProblemCodes.NotFound, $"There is no tenant {call.Id(0)}.");
        await tenants.LimitAsync(tenant, limits, call.Actor, call.Gone);
        return JsonAnswer.Ok((tenant, limits), static (json, made) =>
        {
            json.WriteStartObject();
            WriteHead(json, made.tenant);
            KeyJson.WriteLimits(json, made.limits);
            json.WriteEndObject();
        });
    }

    private static void WriteList(Utf8JsonWriter json, IReadOnlyList<Tenant> tenants)
    {
        json.WriteStartObject();
        json.WriteStartArray("tenants");
        foreach (var tenant in tenants)
        {
            json.WriteStartObject();
            WriteHead(json, tenant);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMade(Utf8JsonWriter json, (Tenant Tenant, MadeKey? Key) made)
    {
        json.WriteStartObject();
        WriteHead(json, made.Tenant);
        if (made.Key is { } key)
        {
            json.WritePropertyName("key");
            KeyJson.WriteMade(json, key);
        }

        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, Tenant tenant)
    {
        json.WriteString("id", tenant.Name);
        json.WriteBoolean("sandbox", tenant.IsSandbox);
    }
}
