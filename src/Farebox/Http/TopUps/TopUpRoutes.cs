using Farebox.Charging;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.TopUps;

/// <summary>Credit that is bought by itself: the rules, the purchases, and how they ended.</summary>
internal sealed class TopUpRoutes(JournalGate journal, CatalogCache catalogs)
{
    private const string RulePath = "/v1/accounts/{account}/top-up-rules";
    private const string Path = "/v1/accounts/{account}/top-ups";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", RulePath, SetAsync) { Scope = KeyScopes.Admin },
        new("POST", $"{RulePath}/{{asset}}/remove", RemoveAsync) { Scope = KeyScopes.Admin },
        new("GET", RulePath, ListRulesAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("GET", Path, ListAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("POST", $"{Path}/{{top_up}}/paid", call => SettleAsync(call, isPaid: true, "reference")) { Scope = KeyScopes.Admin },
        new("POST", $"{Path}/{{top_up}}/failed", call => SettleAsync(call, isPaid: false, "reason")) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> SetAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var price = body.OptionalObject("price");
        if (price is null && !body.HasFaults) body.Fault("price", ProblemCodes.MissingMember, "\"price\" is what so much of it costs.");
        var currency = price is null ? null : await catalogs.FindAssetAsync(call, price, "asset");
        var rule = TopUpRuleBody.Read(body, asset, price, currency);
        if (body.Done() is { } refusal) return refusal;

        var command = new SetTopUpRule(call.Caller.TenantId, call.Id(0), key, asset!, rule) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided =>
            JsonAnswer.Made(decided, new ListedTopUpRule(call.Id(0), ((TopUpRuleSet)decided.Entry.Body).Rule!, null), TopUpJson.Write));
    }

    private async ValueTask<Answer> RemoveAsync(Call call)
    {
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return unusable;

        var body = await call.ReadBodyAsync();
        if (body.Done() is { } refusal) return refusal;
        if (await catalogs.FindAsync(call.Caller.TenantId, catalog => catalog.FindAsset(call.Id(1)), call.Gone) is not { } asset)
            return new Problem(ProblemCodes.TopUpRuleUnknown, $"There is no top-up rule for {call.Id(1)}.");

        var command = new SetTopUpRule(call.Caller.TenantId, call.Id(0), key, asset, null) { Actor = call.Actor };
        return await journal.DecideAsync(command, _ => JsonAnswer.Ok((call.Id(0), call.Id(1)), TopUpJson.WriteRemoved));
    }

    private async ValueTask<Answer> ListRulesAsync(Call call)
    {
        var account = call.Id(0);
        if (ListPage.Read(call, "top_up_rules", account, out var page) is { } refusal) return refusal;

        return await LookAsync(
            call,
            book => book.TopUpRules.Where(watch => watch.Rule is not null && string.CompareOrdinal(watch.Asset, page.After) > 0).Take(page.ReadCount)
                .Select(watch => new ListedTopUpRule(account, watch.Rule!, watch.Standing)).ToArray(),
            rules => page.Of(rules, rule => rule.Rule.Asset.Code, TopUpJson.Write));
    }

    private async ValueTask<Answer> ListAsync(Call call)
    {
        var account = call.Id(0);
        if (ListPage.Read(call, "top_ups", account, out var page) is { } refusal) return refusal;

        return await LookAsync(
            call,
            book => book.TopUps.OrderBy(topUp => topUp.Seq).Where(topUp => string.CompareOrdinal(PositionOf(topUp), page.After) > 0).Take(page.ReadCount)
                .Select(topUp => (account, topUp)).ToArray(),
            topUps => page.Of(topUps, item => PositionOf(item.topUp), TopUpJson.WriteTopUp));
    }

    private async ValueTask<Answer> SettleAsync(Call call, bool isPaid, string member)
    {
        var body = await call.ReadBodyAsync();
        var note = body.OptionalString(member, Rules.Name) ?? "";
        if (body.Done() is { } refusal) return refusal;

        var (account, id) = (call.Id(0), call.Id(1));
        var command = new SettleTopUp(call.Caller.TenantId, account, id, isPaid, note) { Actor = call.Actor };
        if (await journal.DecideAsync([command]) is { } unheard) return unheard;
        if (command.Outcome is not Decided) return command.Outcome is Rejected rejected ? Refusal.Of(rejected) : new Problem(ProblemCodes.OutcomeUnknown);

        return await LookAsync(call, book => (account, book.FindTopUp(id)!), topUp => JsonAnswer.Ok(topUp, TopUpJson.WriteTopUp));
    }

    private static string PositionOf(TopUp topUp) => FormattableString.Invariant($"{topUp.Seq:D19}");

    // The book belongs to its writer: what is wanted is copied there and written from here.
    private async ValueTask<Answer> LookAsync<T>(Call call, Func<Book, T> copy, Func<T, Answer> answer)
        where T : notnull
    {
        var look = new Inspect(call.Caller.TenantId, call.Id(0), (book, _) => copy(book));
        if (await journal.DecideAsync([look]) is { } refusal) return refusal;
        return look.Outcome switch
        {
            Inspected { Result: T result } => answer(result),
            Rejected rejected => Refusal.Of(rejected),
            _ => new Problem(ProblemCodes.InternalError),
        };
    }
}

/// <summary>A rule, and where its buying stands when that was looked at.</summary>
internal sealed record ListedTopUpRule(string Account, TopUpRule Rule, TopUpStanding? Standing);
