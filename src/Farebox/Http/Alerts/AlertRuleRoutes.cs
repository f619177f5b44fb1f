using Farebox.Charging;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Alerts;

/// <summary>Who is to be told what about an account.</summary>
internal sealed class AlertRuleRoutes(JournalGate journal, CatalogCache catalogs)
{
    private const string Path = "/v1/accounts/{account}/alert-rules";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", Path, SetAsync) { Scope = KeyScopes.Admin },
        new("POST", $"{Path}/{{rule}}/remove", RemoveAsync) { Scope = KeyScopes.Admin },
        new("GET", Path, ListAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
    ];

    private async ValueTask<Answer> SetAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var rule = AlertRuleBody.Read(body, asset);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new SetAlertRule(call.Caller.TenantId, account, key, rule!.Id, rule) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided =>
            JsonAnswer.Made(decided, (account, ((AlertRuleSet)decided.Entry.Body).Rule!, (DateTimeOffset?)null), AlertRuleJson.Write));
    }

    private async ValueTask<Answer> RemoveAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        if (body.Done() is { } refusal) return refusal;

        var command = new SetAlertRule(call.Caller.TenantId, call.Id(0), key, call.Id(1), null) { Actor = call.Actor };
        return await journal.DecideAsync(command, _ => JsonAnswer.Ok((call.Id(0), call.Id(1)), AlertRuleJson.WriteRemoved));
    }

    private async ValueTask<Answer> ListAsync(Call call)
    {
        var account = call.Id(0);
        if (ListPage.Read(call, "alert_rules", account, out var page) is { } refusal) return refusal;

        // The book belongs to its writer: what is wanted is copied there and written from here.
        var look = new Inspect(call.Caller.TenantId, account, (book, _) => book.Alerts
            .Where(watch => string.CompareOrdinal(watch.Rule.Id, page.After) > 0).Take(page.ReadCount)
            .Select(watch => (account, watch.Rule, watch.FiringSince)).ToArray());
        if (await journal.DecideAsync([look]) is { } unheard) return unheard;
        return look.Outcome switch
        {
            Inspected { Result: (string, AlertRule Rule, DateTimeOffset?)[] rules } => page.Of(rules, rule => rule.Rule.Id, AlertRuleJson.Write),
            Rejected rejected => Refusal.Of(rejected),
            _ => new Problem(ProblemCodes.InternalError),
        };
    }
}
