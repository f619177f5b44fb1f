using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>Decisions on closing periods. The sums are given: a decision moves their difference and prices nothing.</summary>
public sealed partial class Decider
{
    /// <summary>The code of a decision that was planned on a book that has gone on since: whoever planned it plans it again.</summary>
    public const string BookMoved = "book_moved";

    /// <summary>Why a period cannot be closed now; nothing when it can.</summary>
    public static Rejected? RefusalOf(CountingPeriod period, TimeSpan grace, Book book, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(book);
        if (period.Reset == CounterReset.Never || period.Ends > now - grace)
            return new("period_open", $"Events count in {period} until it has ended and its grace has passed. Close it then.");
        if (period.Ends <= book.ClosedUntil)
            return new("period_closed", $"The account is closed up to {Rfc3339.Format(book.ClosedUntil.Value)}, and {period} with it.");
        return book.IsCloseFinished ? null : new("close_unfinished", "The close before is still being posted. Close that period again, which posts what is left of it.");
    }

    private static Decision Close(ClosePeriod close, Book book, DateTimeOffset now) => RefusalOf(close.Period, close.Grace, book, now) is { } refusal
        ? new(null, refusal)
        : Keep(close, book, now, EntryKind.Close, new PeriodClosed(close.Period, book.ClosedUntil, book.LateSince, close.Grace), []);

    private static Decision Finish(FinishClose finish, Book book, DateTimeOffset now)
    {
        var finished = finish.Finished;
        return finished.Through == book.ClosedSeq
            ? Keep(finish, book, now, EntryKind.Close, finished, [])
            : Decision.Reject("period_closed", "Another period has been closed since.");
    }

    private Decision Post(PostAdjustment post, Book book, DateTimeOffset now)
    {
        var adjustment = post.Adjustment;

        if (adjustment.Through != book.ClosedSeq || book.IsCloseFinished)
            return Decision.Reject("period_closed", "That close has posted all that differed.");

        var returns = new List<GivenBack>();
        if (adjustment is { Asset: { } asset, Units: > 0 })
        {
            if ((Int128)book.Root.UsedOf(asset) + adjustment.Units > long.MaxValue) return UseDoesNotFit;
            UsageDecisions.Debit(book, new(adjustment.Meter, adjustment.Model, book.Root, post.At), asset, adjustment.Units, now, _draft);
        }
        else if (adjustment is { Asset: { } given, Units: < 0 })
        {
            var planned = post.Seen == book.CorrectedSeq
                && GiveBackDecisions.TryPlan(book, (adjustment.Meter, given), -adjustment.Units, debt => post.Owed.Contains(debt.Key), post.Sources, now, _draft, returns);
            if (!planned) return Decision.Reject(BookMoved, "The account has gone on since the adjustment was planned. Close the period again.");
            Burning.SettleDebts(book.WalletOf(given), _draft, now);
        }

        return Keep(post, book, now, EntryKind.Adjustment, new AdjustmentPosted(adjustment, returns), _draft.ToArray(), occurredAt: post.At);
    }
}
