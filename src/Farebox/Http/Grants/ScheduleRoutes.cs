using Farebox.Charging;
using Farebox.Http.Accounts;
using Farebox.Http.Edge;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;

namespace Farebox.Http.Grants;

/// <summary>Credit that is granted again and again: set up, listed, given other seats, ended.</summary>
internal sealed class ScheduleRoutes(JournalGate journal, CatalogCache catalogs)
{
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/v1/accounts/{account}/schedules", SetUpAsync) { Scope = KeyScopes.Admin },
        new("GET", "/v1/accounts/{account}/schedules", ListAsync) { Scope = KeyScopes.Read, Parameters = ListPage.Parameters },
        new("POST", "/v1/accounts/{account}/schedules/{schedule}/seats", SeatsAsync) { Scope = KeyScopes.Admin },
        new("POST", "/v1/accounts/{account}/schedules/{schedule}/end", EndAsync) { Scope = KeyScopes.Admin },
    ];

    private async ValueTask<Answer> SetUpAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var grant = new GrantBody(body);
        var asset = await catalogs.FindAssetAsync(call, body, "asset");
        var basis = grant.CostBasis is { } cost ? await catalogs.FindAssetAsync(call, cost, "asset") : null;
        var terms = new ScheduleBody(body).Read(grant, asset, basis, out var startsNow);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new SetUpSchedule(call.Caller.TenantId, account, terms!, startsNow) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Made(decided, Made(account, (ScheduleSet)decided.Entry.Body), ScheduleAnswer.Write));
    }

    private async ValueTask<Answer> ListAsync(Call call)
    {
        if (ListPage.Read(call, "schedules", call.Id(0), out var page) is { } refusal) return refusal;

        var look = new Inspect(call.Caller.TenantId, call.Id(0), (book, _) => book.Schedules.Values
            .Where(schedule => string.CompareOrdinal(schedule.Terms.Id, page.After) > 0)
            .OrderBy(schedule => schedule.Terms.Id, StringComparer.Ordinal)
            .Take(page.ReadCount)
            .Select(schedule => new ListedSchedule(book.Account, schedule.Terms, schedule.State))
            .ToArray());
        if (await journal.DecideAsync([look]) is { } refused) return refused;
        return look.Outcome switch
        {
            Inspected { Result: ListedSchedule[] schedules } => page.Of(schedules, schedule => schedule.Terms.Id, ScheduleAnswer.Write),
            Rejected rejected => Refusal.Of(rejected),
            _ => new Problem(ProblemCodes.InternalError),
        };
    }

    private async ValueTask<Answer> SeatsAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var seats = body.RequiredInteger("seats", 0, ScheduleTerms.SeatsMax);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new SetSeats(call.Caller.TenantId, account, key, call.Id(1), seats) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Ok((account, (SeatsSet)decided.Entry.Body), ScheduleAnswer.WriteSeats));
    }

    private async ValueTask<Answer> EndAsync(Call call)
    {
        var body = await call.ReadBodyAsync();
        var (key, unusable) = IdempotencyKey.Required(call.Request);
        if (unusable is not null) return body.Readable() ?? unusable;

        var at = body.OptionalTime("at");
        var leftover = (ScheduleLeftover)Words.Index(body, "leftover", ScheduleWords.Leftovers);
        if (body.Done() is { } refusal) return refusal;

        var account = call.Id(0);
        var command = new EndSchedule(call.Caller.TenantId, account, key, call.Id(1), at, leftover) { Actor = call.Actor };
        return await journal.DecideAsync(command, decided => JsonAnswer.Ok((account, (ScheduleEnded)decided.Entry.Body), ScheduleAnswer.WriteEnded));
    }

    private static ListedSchedule Made(string account, ScheduleSet set) => new(account, set.Terms, new(set.Terms.Seats ?? 1, set.Terms.EndsAt, set.NextAt));
}
