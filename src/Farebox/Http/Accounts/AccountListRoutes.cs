using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Accounts;

/// <summary>Lists accounts, and what was made in one of them, as of now.</summary>
internal sealed class AccountListRoutes(JournalGate journal, AccountListing listing)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/accounts", ListAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("GET", "/v1/accounts/{account}", GetAsync) { Scope = KeyScopes.Read },
        new("GET", "/v1/accounts/{account}/members", ListMembersAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("GET", "/v1/accounts/{account}/limits", ListLimitsAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
    ];

    private async ValueTask<Answer> ListAsync(Call call)
    {
        if (ListPage.Read(call, "accounts", "", out var page) is { } refusal) return refusal;

        var accounts = await listing.ReadAsync(call.Caller.TenantId, page.After, page.ReadCount, call.Gone);
        return page.Of(accounts, account => account.Id, static (json, account) => AccountJson.WriteAccount(json, (account.Id, new(account.RateCards, account.CostCard))));
    }

    private ValueTask<Answer> GetAsync(Call call) => LookAsync(
        call,
        static book => (book.Account, new AccountOpened(book.RateCards, book.CostCard)),
        account => JsonAnswer.Ok(account, AccountJson.WriteAccount));

    private async ValueTask<Answer> ListMembersAsync(Call call)
    {
        if (ListPage.Read(call, "members", call.Id(0), out var page) is { } refusal) return refusal;

        return await LookAsync(
            call,
            book => book.Members.Values
                .Where(member => string.CompareOrdinal(member.Id, page.After) > 0)
                .OrderBy(member => member.Id, StringComparer.Ordinal)
                .Take(page.ReadCount)
                .Select(member => new ListedMember(member.Id, book.Account, member.Parent!.IsAccount ? null : member.Parent.Id, member.Path))
                .ToArray(),
            members => page.Of(members, member => member.Id, AccountListJson.WriteMember));
    }

    private async ValueTask<Answer> ListLimitsAsync(Call call)
    {
        if (ListPage.Read(call, "limits", call.Id(0), out var page) is { } refusal) return refusal;

        return await LookAsync(
            call,
            book => book.Members.Values.Prepend(book.Root)
                .SelectMany(member => member.Uses, (member, use) => (member.Id, use))
                .Where(limit => limit.use.Limit is not null)
                .Select(limit => new ListedLimit(book.Account, limit.Id, limit.use.Asset, limit.use.Limit!.Value))
                .Where(limit => string.CompareOrdinal(limit.Position, page.After) > 0)
                .OrderBy(limit => limit.Position, StringComparer.Ordinal)
                .Take(page.ReadCount)
                .ToArray(),
            limits => page.Of(limits, limit => limit.Position, AccountListJson.WriteLimit));
    }

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
