using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Accounts;

/// <summary>Sets, lists, removes and approves limits.</summary>
internal sealed class LimitRoutes(JournalGate journal, CatalogCache catalogs, LimitHistory history)
{
    private const int HistoryMax = 1000;

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/accounts/{account}/limits", SetAsync) { Scope = KeyScopes.Admin },
        new("GET", "/v1/accounts/{account}/limits", ListAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("GET", "/v1/accounts/{account}/limits/{limit}", GetAsync) { Scope = KeyScopes.Read },
        new("GET", "/v1/accounts/{account}/limits/{limit}/history", HistoryAsync) { Scope = KeyScopes.Read },
        new("POST", "/v1/accounts/{account}/limits/{limit}/remove", call => ChangeAsync(call, LimitAct.Remove)) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/limits/{limit}/approve", call => ChangeAsync(call, LimitAct.Approve)) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/limits/{limit}/decline", call => ChangeAsync(call, LimitAct.Decline)) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> SetAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        var named = new LimitBody(body, call, catalogs);
        return named.IsNamed ? await SetNamedAsync(call, key, body, named) : await SetTotalAsync(call, key, body);
    }

    private async ValueTask<Answer> SetTotalAsync(Call call, string key, BodyReader body)
    {
        var member = body.OptionalString("member", Rules.Id);
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var max = body.RequiredUnits("max", asset, min: 0);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new SetLimit(call.Caller.TenantId, account, key, member, asset!, max) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => decided.Entry.Body is LimitSet limit
            ? JsonAnswer.Made(decided, (account, limit), AccountJson.WriteLimit)
            : new Problem(ProblemCodes.IdempotencyKeyReused));
    }

    private async ValueTask<Answer> SetNamedAsync(Call call, string key, BodyReader body, LimitBody named)
    {
        var terms = await named.ReadAsync(() => ZoneAsync(call));
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new DefineLimit(call.Caller.TenantId, account, key, terms) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Made(decided, (account, (LimitDefined)decided.Entry.Body), LimitJson.WriteSet));
    }

    /// <summary>Calendar windows follow the account's calendar unless the limit names another. An account that is not there is found missing when the limit is decided.</summary>
    private async ValueTask<string> ZoneAsync(Call call)
    {
        var look = new Inspect(call.Caller.TenantId, call.Id(0), static (book, _) => book.Zone);
        await journal.DecideAsync([look]);
        return look.Outcome is Inspected { Result: string zone } ? zone : "UTC";
    }

    private async ValueTask<Answer> ListAsync(Call call)
    {
        if (ListPage.Read(call, "limits", call.Id(0), out var page) is { } refusal) return refusal;

        return await journal.LookAsync(
            call,
            (book, now) => book.Members.Values.Prepend(book.Root).SelectMany(member => member.Uses, (member, use) => (member.Id, use))
                .Where(limit => limit.use.Limit is not null)
                .Select(limit => new ListedLimit(book.Account, limit.Id, limit.use.Asset, limit.use.Limit!.Value, null))
                .Concat(book.Limits.Values.Select(limit => ListedLimit.Of(book, limit, now)))
                .Where(limit => string.CompareOrdinal(limit.Position, page.After) > 0)
                .OrderBy(limit => limit.Position, StringComparer.Ordinal)
                .Take(page.ReadCount)
                .ToArray(),
            limits => page.Of(limits, limit => limit.Position, LimitJson.WriteListed));
    }

    private ValueTask<Answer> GetAsync(Call call)
    {
        var id = call.Id(1);
        return journal.LookAsync(
            call,
            (book, now) => book.Limits.TryGetValue(id, out var limit) ? [ListedLimit.Of(book, limit, now)] : Array.Empty<ListedLimit>(),
            found => found is [var limit] ? JsonAnswer.Ok(limit, LimitJson.WriteListed) : new Problem(ProblemCodes.LimitUnknown, $"The account has no limit '{id}'."));
    }

    private async ValueTask<Answer> HistoryAsync(Call call)
    {
        var (tenant, account, id) = (call.Caller.TenantId, call.Id(0), call.Id(1));
        var done = await history.ReadAsync(tenant, Identity.OfBook(tenant, account), id, 0, HistoryMax, await catalogs.RefreshAsync(tenant, call.Gone), call.Gone);
        if (done.Count == 0) return new Problem(ProblemCodes.LimitUnknown, $"The account never had a limit '{id}'.");

        return JsonAnswer.Ok((account, done), static (json, read) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("history");
            foreach (var one in read.done) LimitJson.WriteEvent(json, (read.account, one));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private async ValueTask<Answer> ChangeAsync(Call call, LimitAct act)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new ChangeLimit(call.Caller.TenantId, account, key, call.Id(1), act) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Ok((account, (LimitChanged)decided.Entry.Body), LimitJson.WriteChanged));
    }
}
