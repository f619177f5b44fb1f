using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Reports;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Holds;

/// <summary>Shows holds: those that are open, and those that ended lately. One that ended long ago is found by its id.</summary>
internal sealed class HoldListRoutes(JournalGate journal, HoldEntries entries, CatalogCache catalogs)
{
    private static readonly Seen Nothing = new(default, [], []);

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/v1/accounts/{account}/holds", ListAsync) { Scope = KeyScopes.Read, Parameters = HoldFilter.Parameters },
        new("GET", "/v1/accounts/{account}/holds/{hold}", GetAsync) { Scope = KeyScopes.Read },
    ];

    private async ValueTask<Answer> ListAsync(Call call)
    {
        var (tenant, account) = (call.Caller.TenantId, call.Id(0));
        var (filter, unreadable) = HoldFilter.Read(call.Request.Query, tenant, account);
        if (unreadable is not null) return unreadable;

        var (book, refusal) = await LookAsync(call, static (book, now) => new Seen(now, [.. book.Holds.Values.Select(ListedHold.Of)], [.. book.EndedHolds]));
        if (refusal is not null) return refusal;

        var holds = filter.WantsEnded ? [.. book.Open, .. await EndedAsync(call, book.Ended)] : book.Open;
        var page = holds.Where(filter.Takes).OrderBy(hold => hold.Seq).Take(filter.Count + 1).ToArray();
        var next = page.Length > filter.Count ? HoldCursor.Write(page[filter.Count - 1].Seq, tenant, account) : null;
        return JsonAnswer.Ok((account, book.Now, page.Take(filter.Count), next), HoldJson.WriteList);
    }

    private async ValueTask<Answer> GetAsync(Call call)
    {
        var (account, id) = (call.Id(0), call.Id(1));
        var (book, refusal) = await LookAsync(call, (book, now) => new Seen(
            now, book.Holds.TryGetValue(id, out var open) ? [ListedHold.Of(open)] : [],
            book.EndOf(id) is { } end ? [new(id, end, book.ChangeOf(id))] : []));
        if (refusal is not null) return refusal;

        var hold = book switch
        {
            { Open: [var open] } => open,
            { Ended: [_] } when await EndedAsync(call, book.Ended) is [var ended] => ended,
            _ => await ClosedAsync(call, id),
        };
        return hold is null
            ? new Problem(ProblemCodes.HoldUnknown, $"The account has no hold '{id}'.")
            : JsonAnswer.Ok((account, hold), static (json, shown) => HoldJson.WriteListed(json, shown.account, shown.hold));
    }

    private async ValueTask<(Seen Book, Problem? Refusal)> LookAsync(Call call, Func<Book, DateTimeOffset, Seen> look)
    {
        var inspect = new Inspect(call.Caller.TenantId, call.Id(0), look);
        if (await journal.DecideAsync([inspect]) is { } refusal) return (Nothing, refusal);
        return inspect.Outcome switch
        {
            Inspected { Result: Seen seen } => (seen, null),
            Rejected rejected => (Nothing, Refusal.Of(rejected)),
            _ => (Nothing, new Problem(ProblemCodes.InternalError)),
        };
    }

    private async ValueTask<IReadOnlyList<ListedHold>> EndedAsync(Call call, IReadOnlyList<EndedHold> ended)
    {
        if (ended.Count == 0) return [];

        var ends = ended.ToDictionary(hold => hold.Id, StringComparer.Ordinal);
        return [.. (await FindAsync(call, ends.Keys)).Select(found =>
        {
            var (_, end, change) = ends[found.Terms.Id];
            var terms = change is { } became ? found.Terms with { Units = became.Units, LapsesAt = became.LapsesAt } : found.Terms;
            return new ListedHold(found.Seq, terms, found.Member, 0, Names.Of(end));
        })];
    }

    /// <summary>A hold that its book no longer remembers: only a lapse can still be told from how it ended otherwise.</summary>
    private async ValueTask<ListedHold?> ClosedAsync(Call call, string id)
    {
        if (await FindAsync(call, [id]) is not [var found]) return null;

        var tenant = call.Caller.TenantId;
        var hasLapsed = await entries.HasLapsedAsync(tenant, call.Id(0), found.Terms, catalogs.Newest(tenant), call.Gone);
        return new(found.Seq, found.Terms, found.Member, 0, hasLapsed ? Names.Of(HoldEnd.Lapsed) : Names.Of(LateCapture.Closed));
    }

    private async Task<List<FoundHold>> FindAsync(Call call, IReadOnlyCollection<string> ids)
    {
        var tenant = call.Caller.TenantId;
        return await entries.FindAsync(tenant, call.Id(0), ids, await catalogs.RefreshAsync(tenant, call.Gone), call.Gone);
    }

    private sealed record Seen(DateTimeOffset Now, IReadOnlyList<ListedHold> Open, IReadOnlyList<EndedHold> Ended);
}
