using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>Decisions on closing periods. The sums are given: a decision moves their difference and prices nothing.</summary>
public sealed partial class Decider
{
    /// <summary>The code of a decision that was planned on a book that has gone on since: whoever planned it plans it again.</summary>
    public const string BookMoved = "book_moved";

    private static Decision Close(ClosePeriod close, Book book, DateTimeOffset now)
    {
        var period = close.Period;
        if (period.Reset == CounterReset.Never || period.Ends > now - close.Grace)
            return Decision.Reject("period_open", $"Late events count in {period} until {Rfc3339.Format(period.Ends)} and the grace after it have passed. Close it then.");
        if (period.Ends <= book.ClosedUntil)
            return Decision.Reject("period_closed", $"The account is closed up to {Rfc3339.Format(book.ClosedUntil.Value)}, with {period} in it.");

        return Keep(close, book, now, EntryKind.Close, new PeriodClosed(period, book.ClosedUntil, book.LateSince, close.Grace), []);
    }

    private Decision Post(PostAdjustment post, Book book, DateTimeOffset now)
    {
        var adjustment = post.Adjustment;

        // What an earlier close has left undone, the last one has in its sums.
        if (adjustment.Through != book.ClosedSeq)
            return Decision.Reject("period_closed", "A later period has been closed meanwhile, and adjusts what was left.");

        var returns = new List<GivenBack>();
        if (adjustment is { Asset: { } asset, Units: > 0 })
        {
            if ((Int128)book.Root.UsedOf(asset) + adjustment.Units > long.MaxValue) return UseDoesNotFit;
            UsageDecisions.Debit(book, new(adjustment.Meter, adjustment.Model, book.Root, post.At), asset, adjustment.Units, now, _draft);
        }
        else if (adjustment is { Asset: { } given, Units: < 0 })
        {
            var planned = post.Seen == book.CorrectedSeq
                && GiveBackDecisions.TryPlan(book, (adjustment.Meter, given), -adjustment.Units, debt => debt.Meter == adjustment.Meter, post.Sources, now, _draft, returns);
            if (!planned) return Decision.Reject(BookMoved, "The account has gone on since the adjustment was planned. Close the period again.");
            GiveBackDecisions.SettleDebts(book, given, returns, now, _draft);
        }

        return Keep(post, book, now, EntryKind.Adjustment, new AdjustmentPosted(adjustment, returns), _draft.ToArray(), occurredAt: post.At);
    }
}
