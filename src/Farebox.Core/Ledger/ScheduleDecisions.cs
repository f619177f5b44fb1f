using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>Decides what a schedule grants, releases and takes back.</summary>
public static class ScheduleDecisions
{
    /// <summary>Plans the period of a schedule that begins at an instant.</summary>
    /// <param name="book">The book, brought to <paramref name="at"/>.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="at">When the period begins for it.</param>
    /// <param name="draft">Receives the transfers.</param>
    /// <returns>The entry's body: the grant, when it makes one, and what is due next.</returns>
    public static FellDue Renew(Book book, Schedule schedule, DateTimeOffset at, Draft draft)
    {
        var (terms, state) = (schedule.Terms, schedule.State);
        var period = terms.PeriodAt(at);
        var due = new FellDue(new(at, DueKind.Renewal, terms.Id)) { NextAt = NextOf(state, period) };
        var end = state.EndsAt < period.End ? state.EndsAt.Value : period.End;
        var part = new Period(at == period.Start || !terms.Proration.First ? period.Start : at, terms.Proration.Last ? end : period.End);
        var grant = Of(terms, state.Seats, part, period) with { Id = Opening.NewId(book, terms.Id, $":{state.Grants + 1}"), EffectiveAt = at };
        if (grant.Units == 0) return due;

        grant = terms.ReleaseEvery is null
            ? grant with { ExpiresAt = ExpiryOf(terms, at, end) }
            : grant with { IsReserve = true, Rollover = null, Payment = GrantPayment.Settled, ExpiresAt = terms.Life == GrantLife.Never ? null : period.End };
        if (!GrantDecisions.TryIssue(book, grant, at, draft)) return due;
        return due with { Grant = grant, ReleaseAt = grant.IsReserve ? at : null };
    }

    /// <summary>Plans the next part of what a schedule releases.</summary>
    /// <returns>The entry's body: the part, unless nothing is left of the reserve, and when the next one is due.</returns>
    public static FellDue Release(Book book, Schedule schedule, DateTimeOffset at, Draft draft)
    {
        var (terms, state) = (schedule.Terms, schedule.State);
        var reserve = book.Grants[state.Reserve!];
        var (parts, number) = (terms.Parts, state.Released + 1);
        var sub = terms.Cadence with { Span = terms.ReleaseEvery!.Value };
        var next = sub.At(sub.NumberAt(at) + 1);
        var due = new FellDue(new(at, DueKind.Release, terms.Id)) { ReleaseAt = number < parts ? next : null };
        var units = number >= parts ? reserve.Wallet.Balance : Math.Min(PartOf(reserve, number, parts) - PartOf(reserve, number - 1, parts), reserve.Wallet.Balance);
        if (units == 0 || reserve.HasEnded) return due;

        var part = reserve.Terms with
        {
            Id = Opening.NewId(book, reserve.Terms.Id, $".{number}"), Units = units, IsReserve = false, From = reserve.Terms.Id, EffectiveAt = at,
            ExpiresAt = terms.Life == GrantLife.Term ? terms.PeriodAt(at).End : ExpiryOf(terms, at, next),
            CostBasis = CostShare.Of(reserve, units), Rollover = terms.Grant.Rollover,
        };
        GrantDecisions.Move(book, reserve, part, at, draft);
        return due with { Grant = part };
    }

    /// <summary>Plans what more or fewer seats bring or take at once.</summary>
    public static SeatsSet SetSeats(Book book, Schedule schedule, int seats, DateTimeOffset now, Draft draft)
    {
        var (terms, before) = (schedule.Terms, schedule.State.Seats);
        var set = new SeatsSet(terms.Id, terms.Grant.Asset, before, seats, null, 0);
        if (seats == before || now < terms.StartsAt || schedule.HasEndedBy(now)) return set;

        // What began with this instant is granted by the renewal of it, which has been posted.
        var period = terms.PeriodAt(now);
        var rest = new Period(now, period.End);
        if (seats < before) return set with { Units = terms.OnSeatsRemoved == SeatsRemoved.Keep ? 0 : TakeBack(book, terms, period, Part(terms, before - seats, rest, period).Units, draft) };
        if (terms.OnSeatsAdded == SeatsAdded.Next) return set;

        var more = terms.OnSeatsAdded == SeatsAdded.Full ? Of(terms, seats - before, period, period) : Part(terms, seats - before, rest, period);
        more = more with { Id = Opening.NewId(book, terms.Id, $":{schedule.State.Grants}.seats"), EffectiveAt = now, ExpiresAt = ExpiryOf(terms, now, schedule.EndsAt < period.End ? schedule.EndsAt.Value : period.End) };
        return more.Units > 0 && GrantDecisions.TryIssue(book, more, now, draft) ? set with { Grant = more } : set;
    }

    /// <summary>Plans the end of a schedule, and what it takes back of the period that runs.</summary>
    public static ScheduleEnded End(Book book, Schedule schedule, DateTimeOffset at, ScheduleLeftover leftover, DateTimeOffset now, Draft draft)
    {
        var terms = schedule.Terms;
        var ended = new ScheduleEnded(terms.Id, terms.Grant.Asset, at, leftover, 0);
        if (leftover == ScheduleLeftover.Keep || now < terms.StartsAt) return ended;

        var period = terms.PeriodAt(now);
        var most = leftover == ScheduleLeftover.Void ? long.MaxValue : Part(terms, schedule.State.Seats, new(now, period.End), period).Units;
        return ended with { Units = TakeBack(book, terms, period, most, draft) };
    }

    /// <summary>What whole seats come to in a part of a period, the cost basis in the same proportion.</summary>
    private static GrantTerms Of(ScheduleTerms terms, int seats, Period part, Period period)
    {
        var whole = (Int128)terms.Grant.Units * seats;
        var most = whole > long.MaxValue ? long.MaxValue : (long)whole;
        var units = terms.Proration.Of(most, part, period, terms.Cadence.Zone);
        var basis = CostShare.PartOf(terms.Grant.CostBasis, units, terms.Grant.Units);
        return terms.Grant with { Units = units, CostBasis = basis, Schedule = terms.Id };
    }

    /// <summary>The same for a change, which is always cut: by seconds where the schedule says nothing.</summary>
    private static GrantTerms Part(ScheduleTerms terms, int seats, Period part, Period period) => terms.Proration.Basis == ProrationBasis.Whole
        ? Of(terms with { Proration = terms.Proration with { Basis = ProrationBasis.Second } }, seats, part, period)
        : Of(terms, seats, part, period);

    /// <summary>Takes back from what the schedule granted in a period, what is not released yet before the newest, as far as it is left and not held.</summary>
    private static long TakeBack(Book book, ScheduleTerms terms, Period period, long units, Draft draft)
    {
        var taken = 0L;
        var revoked = book.AccountOf(AccountKind.Revoked, "", terms.Grant.Asset);
        var granted = book.WalletOf(terms.Grant.Asset).Live.Where(grant => grant.Terms.Schedule == terms.Id && period.Contains(grant.Terms.EffectiveAt) && grant.Terms.Source != GrantSource.Rollover);
        foreach (var grant in granted.OrderByDescending(grant => grant.Terms.IsReserve).ThenByDescending(grant => grant.Seq))
        {
            var back = Math.Min(units - taken, grant.Wallet.Balance);
            draft.Move(grant.Wallet, revoked, back);
            taken += back;
        }

        return taken;
    }

    private static DateTimeOffset? NextOf(in ScheduleState state, Period period) =>
        state.EndsAt <= period.End || period.End == DateTimeOffset.MaxValue ? null : period.End;

    private static DateTimeOffset? ExpiryOf(ScheduleTerms terms, DateTimeOffset at, DateTimeOffset end) => terms.Life switch
    {
        GrantLife.Never => null,
        GrantLife.Span => Cadence.After(at, terms.LifeSpan!.Value, terms.Cadence.Zone),
        _ => end,
    };

    private static long PartOf(Grant reserve, int number, int parts) => (long)((Int128)reserve.Terms.Units * number / parts);
}
