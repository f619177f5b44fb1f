using System.Collections.Immutable;
using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>Decisions on corrections: what stood is taken back to the last unit, what should have stood is charged in the same entry.</summary>
public sealed partial class Decider
{
    private Decision Correct(CorrectUsage correct, Book book, DateTimeOffset now)
    {
        var standing = correct.Standing;
        if (correct.Seen != book.CorrectedSeq) return Moved;

        var counters = CounterSnapshot.Over(book);
        var taken = new List<TakenBack>();
        foreach (var charge in standing.Charges)
        {
            if (TakeBack(book, standing, charge, counters, now) is not { } back) return Moved;
            taken.Add(back);
        }

        var member = book.MemberOf(standing.Member);
        var (charges, marks) = ((IReadOnlyList<Charge>)[], standing.OccurredAt < book.ClosedUntil ? UsageMarks.ClosedPeriod : UsageMarks.None);
        if (correct.Replacement is { } usage)
        {
            var use = new Use(null, null, member, standing.OccurredAt);
            var charged = charger.ChargeCorrected(usage, book, use, counters, _draft, now);
            if (charged.Failure != ChargeFailure.None) return Decision.Reject(charged.Code!, charged.Detail!);
            if (DoesNotFit(book, charged.Charges)) return UseDoesNotFit;

            var verdict = Debit(correct, book, charged.Charges, use, now);
            if (verdict.Refusal is { } code) return Decision.Reject(code, "Credit is still short, or a limit reached, and the meter rejects. Nothing has changed.");
            (charges, marks) = (charged.Charges, marks | verdict.Marks);
        }

        foreach (var asset in taken.Select(back => back.Asset).OfType<Money.Asset>().Distinct()) Burning.SettleDebts(book.WalletOf(asset), _draft, now);
        var body = new UsageCorrected
        {
            What = correct.What, CorrectionId = correct.Id, Source = standing.Source, Id = standing.Id, Type = standing.Type, Number = standing.Number + 1,
            Corrects = standing.Seq, Taken = taken, Charges = charges, Marks = marks,
        };
        return Keep(
            correct, book, now, correct.What == CorrectionKind.Rerate ? EntryKind.Rerate : EntryKind.Correction, body, _draft.ToArray(),
            parent: member, occurredAt: standing.OccurredAt, raw: correct.What == CorrectionKind.Amend ? correct.Replacement!.Raw : default);
    }

    private static Decision Moved => Decision.Reject(BookMoved, "The account has gone on since the correction was planned. Send it again.");

    /// <summary>An event that was refused may be refused again; what was recorded and is amended happened, and is debited whatever there is.</summary>
    private UsageVerdict Debit(CorrectUsage correct, Book book, IReadOnlyList<Charge> charges, in Use use, DateTimeOffset now)
    {
        if (correct.What == CorrectionKind.Rerate) return UsageDecisions.Decide(book, charges, use, null, false, now, _draft);

        var owed = 0L;
        foreach (var charge in charges)
        {
            if (charge.Asset is { } asset) owed += UsageDecisions.Debit(book, use with { Meter = charge.Meter, Model = charge.Model }, asset, charge.Units, now, _draft);
        }

        return new(owed > 0 ? UsageMarks.Debt : UsageMarks.None, null, null);
    }

    /// <summary>Plans what comes back of one charge; nothing when that is not there as it was looked up.</summary>
    private TakenBack? TakeBack(Book book, StandingUse standing, StandingCharge standingCharge, CounterSnapshot counters, DateTimeOffset now)
    {
        var (charge, returns) = (standingCharge.Charge, new List<GivenBack>());
        if (charge.Asset is { } asset && standingCharge.Units > 0)
        {
            var own = $"{standing.Seq}/{charge.Meter}";
            if (!GiveBackDecisions.TryPlan(book, (charge.Meter, asset), standingCharge.Units, debt => debt.Key == own, standingCharge.Sources, now, _draft, returns)) return null;
        }

        var moves = Undone(charge.Counters, counters);
        counters.Add(moves.AsSpan());
        return new()
        {
            Meter = charge.Meter, Model = charge.Model, Asset = charge.Asset, Units = standingCharge.Units, Quantity = charge.Quantity, Cost = charge.UpstreamCost,
            Counters = moves, Returns = returns, Shares = standingCharge.Shares,
        };
    }

    /// <summary>Counts go back by as much as they had moved, from wherever they stand now.</summary>
    private static ImmutableArray<CounterMove> Undone(ImmutableArray<CounterMove> moves, CounterSnapshot counters)
    {
        var undone = ImmutableArray.CreateBuilder<CounterMove>(moves.Length);
        foreach (var move in moves)
        {
            var stands = counters.CounterOf(move.Key);
            undone.Add(new(move.Key, stands, new(
                stands.Quantity - (move.After.Quantity - move.Before.Quantity), stands.Events - (move.After.Events - move.Before.Events),
                stands.Rest - (move.After.Rest - move.Before.Rest))));
        }

        return undone.MoveToImmutable();
    }
}
