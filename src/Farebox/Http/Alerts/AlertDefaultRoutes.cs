using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Alerts;

/// <summary>What a tenant wants to be told of every account that is opened from now on.</summary>
/// <remarks>Setting a rule takes no Idempotency-Key: it is keyed by its own id, and setting it again changes nothing.</remarks>
internal sealed class AlertDefaultRoutes(AlertDefaults defaults, CatalogCache catalogs)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/alert-rules", ListAsync) { Scope = KeyScopes.Read },
        new("POST", "/v1/alert-rules", SetAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/alert-rules/{rule}/remove", RemoveAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> ListAsync(Call call) => JsonAnswer.Ok(
        await defaults.ListAsync(call.Caller.TenantId, () => catalogs.RefreshAsync(call.Caller.TenantId, call.Gone), call.Gone), WriteList);

    private async ValueTask<Answer> SetAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var rule = AlertRuleBody.Read(body, asset);
        if (rule is { Member.Length: > 0 }) body.Fault("member", ProblemCodes.InvalidRule, "A rule for every account names no member.");
        if (body.Done() is { } refusal) return refusal;

        return await defaults.SetAsync(call.Caller.TenantId, rule!, call.Actor, call.Gone)
            ? JsonAnswer.Ok(rule!, AlertRuleJson.WriteDefault)
            : new Problem(ProblemCodes.TooManyAlertRules, $"A tenant has at most {AlertRule.CountMax} alert rules.");
    }

    private async ValueTask<Answer> RemoveAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        if (body.Done() is { } refusal) return refusal;

        var id = call.Id(0);
        return await defaults.RemoveAsync(call.Caller.TenantId, id, call.Actor, call.Gone)
            ? new RawJsonAnswer(200, $$"""{"id":"{{id}}","removed":true}""")
            : new Problem(ProblemCodes.AlertRuleUnknown, $"There is no alert rule {id}.");
    }

    private static void WriteList(Utf8JsonWriter json, ImmutableArray<AlertRule> rules)
    {
        json.WriteStartObject();
        json.WriteStartArray("alert_rules");
        foreach (var rule in rules) AlertRuleJson.WriteDefault(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
