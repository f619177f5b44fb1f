using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions on schedules of grants. What they grant falls due and is decided then.</summary>
public sealed partial class Decider
{
    /// <summary>What would have been granted since is granted at once, period by period.</summary>
    private static readonly TimeSpan BackdatedMax = TimeSpan.FromDays(366);

    private static Decision SetUp(SetUpSchedule command, Book book, DateTimeOffset now)
    {
        var terms = command.Terms;
        if (command.StartsNow)
        {
            var anchor = terms.Cadence.Anchor == terms.StartsAt ? now : terms.Cadence.Anchor;
            terms = terms with { Grant = terms.Grant with { EffectiveAt = now }, Cadence = terms.Cadence with { Anchor = anchor } };
        }

        if (book.Schedules.Values.Count(schedule => !schedule.HasEndedBy(now)) >= Book.SchedulesMax)
            return Decision.Reject("too_many_schedules", $"An account has at most {Book.SchedulesMax} schedules that have not ended.");
        if (terms.Grant.Owner is { } owner && !book.Members.ContainsKey(owner))
            return Decision.Reject("member_unknown", $"There is no member '{owner}' to own it. Add it first.");
        if (terms.StartsAt < now - BackdatedMax) return Decision.Reject("range_invalid", "A schedule starts at most a year ago.");
        if (terms.EndsAt <= terms.StartsAt) return Decision.Reject("range_invalid", "The schedule would end before it starts.");
        if (terms.ReleaseEvery is not null && terms.PeriodAt(terms.StartsAt).Start != terms.StartsAt)
            return Decision.Reject("invalid_rule", "What is released in parts starts with a period of the cadence.");
        if (DoesNotFit(terms, terms.Seats ?? 1)) return ScheduleDoesNotFit;

        return Keep(command, book, now, EntryKind.Schedule, new ScheduleSet(terms, terms.StartsAt), []);
    }

    private Decision Set(SetSeats set, Book book, DateTimeOffset now)
    {
        if (Running(book, set.Schedule, now, out var schedule) is { } rejection) return rejection;
        if (schedule.Terms.Seats is null) return Decision.Reject("invalid_rule", $"Schedule '{set.Schedule}' has no seats: it grants the same for any number.");
        if (DoesNotFit(schedule.Terms, set.Seats)) return ScheduleDoesNotFit;

        var body = ScheduleDecisions.SetSeats(book, schedule, set.Seats, now, _draft);
        return Keep(set, book, now, EntryKind.Schedule, body, _draft.ToArray(), parent: OwnerOf(book, schedule));
    }

    private Decision End(EndSchedule end, Book book, DateTimeOffset now)
    {
        if (Running(book, end.Schedule, now, out var schedule) is { } rejection) return rejection;

        var at = end.At ?? now;
        if (at < now || at > schedule.EndsAt) return Decision.Reject("range_invalid", "A schedule ends now or later, and not after it would have ended anyway.");
        if (at > now && end.Leftover != ScheduleLeftover.Keep) return Decision.Reject("invalid_rule", "What is left is taken back at once, so only by an end now.");

        var body = ScheduleDecisions.End(book, schedule, at, end.Leftover, now, _draft);
        return Keep(end, book, now, EntryKind.Schedule, body, _draft.ToArray(), parent: OwnerOf(book, schedule));
    }

    private static Decision ScheduleDoesNotFit => Decision.Reject("amount_overflow", "What the schedule would grant in a period would not fit the ledger.");

    private static bool DoesNotFit(ScheduleTerms terms, int seats) =>
        (Int128)terms.Grant.Units * seats > long.MaxValue || (Int128)(terms.Grant.CostBasis?.Units ?? 0) * seats > long.MaxValue;

    private static Decision? Running(Book book, string id, DateTimeOffset now, out Schedule schedule)
    {
        if (!book.Schedules.TryGetValue(id, out schedule!)) return Decision.Reject("schedule_unknown", $"The account has no schedule '{id}'.");
        return schedule.HasEndedBy(now) ? Decision.Reject("schedule_ended", $"Schedule '{id}' has ended. Set up another one.") : null;
    }

    private static Member? OwnerOf(Book book, Schedule schedule) => schedule.Terms.Grant.Owner is { } owner ? book.Members[owner] : null;
}
