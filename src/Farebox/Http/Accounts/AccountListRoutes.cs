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
    ];

    private async ValueTask<Answer> ListAsync(Call call)
    {
        if (ListPage.Read(call, "accounts", "", out var page) is { } refusal) return refusal;

        var accounts = await listing.ReadAsync(call.Caller.TenantId, page.After, page.ReadCount, call.Gone);
        return page.Of(accounts, account => account.Id, static (json, account) => AccountJson.WriteAccount(json, (account.Id, new(account.RateCards, account.CostCard) { Zone = account.Zone, HoldTimeMax = account.HoldTimeMax })));
    }

    private ValueTask<Answer> GetAsync(Call call) => journal.LookAsync(
        call,
        static (book, _) => (book.Account, new AccountOpened(book.RateCards, book.CostCard) { Zone = book.Zone == "UTC" ? null : book.Zone, HoldTimeMax = book.HoldTimeMax == Book.HoldTimeDefault ? null : book.HoldTimeMax }),
        account => JsonAnswer.Ok(account, AccountJson.WriteAccount));

    private async ValueTask<Answer> ListMembersAsync(Call call)
    {
        if (ListPage.Read(call, "members", call.Id(0), out var page) is { } refusal) return refusal;

        return await journal.LookAsync(
            call,
            (book, _) => book.Members.Values
                .Where(member => string.CompareOrdinal(member.Id, page.After) > 0)
                .OrderBy(member => member.Id, StringComparer.Ordinal)
                .Take(page.ReadCount)
                .Select(member => new ListedMember(member.Id, book.Account, member.Parent!.IsAccount ? null : member.Parent.Id, member.Path))
                .ToArray(),
            members => page.Of(members, member => member.Id, AccountListJson.WriteMember));
    }
}
