using System.Security.Cryptography;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Tenants;
using Farebox.Webhooks;
using WebhookSignature = Farebox.Client.WebhookSignature;

namespace Farebox.Http.Webhooks;

/// <summary>Where a tenant's notices are sent.</summary>
/// <remarks>Making an endpoint takes no Idempotency-Key: it is keyed by its own id, and a repetition could not show the secret again.</remarks>
internal sealed class WebhookRoutes(WebhookEndpoints endpoints, WebhookPolicy policy)
{
    private const int SecretBytes = 32;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/webhooks", ListAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/webhooks", CreateAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/webhooks/{webhook}/rotate", RotateAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/webhooks/{webhook}/disable", call => ChangeAsync(call, endpoints.DisableAsync)) { Scope = KeyScopes.Admin },
        new("POST", "/v1/webhooks/{webhook}/enable", call => ChangeAsync(call, endpoints.EnableAsync)) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> ListAsync(Call call) => JsonAnswer.Ok(await endpoints.ListAsync(call.Caller.TenantId, call.Gone), WebhookJson.WriteList);

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var id = body.RequiredString("id", Rules.Id);
        var url = body.RequiredString("url", Rules.Url);
        var description = body.OptionalString("description", Rules.Name) ?? "";
        var kinds = body.Strings("types", Rules.Name, NoticeKinds.All.Count);
        var secret = ReadSecret(body);
        if (kinds.FirstOrDefault(kind => !NoticeKinds.All.Contains(kind)) is { } unknown)
            body.Fault("types", ProblemCodes.InvalidValue, $"There is no type {Echo.Of(unknown)}; there are {string.Join(", ", NoticeKinds.All)}.");
        if (url.Length > 0 && policy.Fault(url) is { } fault) body.Fault("url", ProblemCodes.UrlNotAllowed, fault);
        if (body.Done() is { } refusal) return refusal;

        var wanted = new WebhookEndpoint { Id = id, Url = url, Description = description, Kinds = [.. kinds.Distinct()] };
        var (made, isFull) = await endpoints.AddAsync(call.Caller.TenantId, wanted, secret, call.Actor, call.Gone);
        if (made is not null) return new JsonAnswer<(WebhookEndpoint, byte[])>(201, (made, secret), WebhookJson.WriteMade);
        return isFull
            ? new Problem(ProblemCodes.TooManyWebhooks, $"A tenant has at most {WebhookEndpoints.CountMax} webhooks.")
            : new Problem(ProblemCodes.AlreadyExists, $"There is a webhook {id}. Its secret is not shown again; rotate it for a new one.");
    }

    private async ValueTask<Answer> RotateAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var secret = ReadSecret(body);
        var until = body.OptionalTime("old_valid_until");
        if (body.Done() is { } refusal) return refusal;

        return await endpoints.RotateAsync(call.Caller.TenantId, call.Id(0), secret, until, call.Actor, call.Gone) is { } changed
            ? new JsonAnswer<(WebhookEndpoint, byte[])>(201, (changed, secret), WebhookJson.WriteMade)
            : NotThere(call);
    }

    private static async ValueTask<Answer> ChangeAsync(Call call, Func<int, string, Charging.Actor, CancellationToken, Task<WebhookEndpoint?>> change)
    {
        var body = await call.ReadBodyAsync();
        if (body.Done() is { } refusal) return refusal;

        return await change(call.Caller.TenantId, call.Id(0), call.Actor, call.Gone) is { } changed ? JsonAnswer.Ok(changed, WebhookJson.Write) : NotThere(call);
    }

    private static byte[] ReadSecret(BodyReader body)
    {
        if (body.OptionalString("secret", Rules.Name) is not { } chosen) return RandomNumberGenerator.GetBytes(SecretBytes);
        if (WebhookSignature.TryRead(chosen, out var secret)) return secret;

        body.Fault("secret", ProblemCodes.SecretInvalid, "\"secret\" is whsec_ and base64 of 24 to 64 bytes; left out, one is made.");
        return [];
    }

    private static Problem NotThere(Call call) => new(ProblemCodes.NotFound, $"There is no webhook {call.Id(0)}.");
}
