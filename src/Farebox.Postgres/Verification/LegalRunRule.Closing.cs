using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>Decisions on closing periods.</summary>
internal sealed partial class LegalRunRule
{
    private void Look(ReplayedBook replayed, Entry entry, PeriodClosed closed)
    {
        var book = replayed.Book;
        if (closed.Until > entry.RecordedAt - closed.Grace) Fail(entry, $"the close of {closed.Period}", "a period that has ended, with its grace", $"recorded {entry.RecordedAt:O}");
        if (closed.Until <= book.ClosedUntil || !book.IsCloseFinished) Fail(entry, $"the close of {closed.Period}", "a period that follows a finished close", $"closed up to {book.ClosedUntil:O}");
        if (closed.From != book.ClosedUntil || closed.Late != book.LateSince) Fail(entry, $"the close of {closed.Period}", $"from {book.ClosedUntil:O}, late {book.LateSince:O}", $"from {closed.From:O}, late {closed.Late:O}");
    }

    private void Look(ReplayedBook replayed, Entry entry, CloseFinished finished)
    {
        if (replayed.Book.IsCloseFinished) Fail(entry, $"the end of the close of {finished.Period}", "once for each close", "once more");
        Same(entry, $"the end of the close of {finished.Period}", replayed.Book.ClosedSeq, finished.Through);
    }

    private void Look(ReplayedBook replayed, Entry entry, AdjustmentPosted posted)
    {
        var adjustment = posted.Adjustment;
        var subject = $"the adjustment of {adjustment.Meter} {adjustment.Model} of {adjustment.Period}";
        if (adjustment.Through != replayed.Book.ClosedSeq || replayed.Book.IsCloseFinished) Fail(entry, subject, "part of a close that is not finished", $"of entry {adjustment.Through}");
        if (adjustment.IsNothing) Fail(entry, subject, "a difference", "none");
        if (adjustment.Asset is null && adjustment.Units != 0) Fail(entry, subject, "no units, as the meter only counts", $"{adjustment.Units}");

        var debited = Moved(AccountKind.Wallet, AccountKind.Spent) + Moved(AccountKind.Debt, AccountKind.Spent);
        Same(entry, subject, adjustment.Units, (Int128)debited - Moved(AccountKind.Spent, AccountKind.Wallet) - Moved(AccountKind.Spent, AccountKind.Debt));
        LookAtReturns(entry, subject, posted.Returns);
        foreach (ref readonly var transfer in _made.Transfers)
        {
            var meter = transfer.From.Kind == AccountKind.Spent ? transfer.From : transfer.To.Kind == AccountKind.Spent ? transfer.To : null;
            if (transfer.From.Asset != adjustment.Asset || (meter is not null && LedgerAccount.ParseCode(meter.Code).Name != adjustment.Meter))
                Fail(entry, subject, $"movements of {adjustment.Asset} for {adjustment.Meter}", $"{transfer.From.Code} to {transfer.To.Code}");
        }
    }

    /// <summary>What comes back to a grant is what the entry says comes back of uses that the grant had paid for.</summary>
    private void LookAtReturns(Entry entry, string subject, IReadOnlyList<GivenBack> returns)
    {
        foreach (var part in returns.GroupBy(part => part.Grant))
        {
            var moved = 0L;
            foreach (ref readonly var transfer in _made.Transfers)
            {
                if (transfer.From.Kind == AccountKind.Spent && transfer.To.Code == $"wallet/{part.Key}") moved += transfer.Units;
            }

            Same(entry, $"{subject}, back to grant {part.Key}", part.Sum(one => one.Units), moved);
        }

        Same(entry, $"{subject}, back to grants", returns.Sum(part => part.Units), Moved(AccountKind.Spent, AccountKind.Wallet));
        if (returns.Any(part => part.Units <= 0 || part.Seq >= entry.Seq)) Fail(entry, subject, "more than nothing, of an earlier entry", "a return that is neither");
    }

    private static bool Debits(EntryBody body) => body is AdjustmentPosted { Adjustment.Units: > 0 } or UsageCorrected { Charges.Count: > 0 };

    private static bool GivesBack(EntryBody body) => body is AdjustmentPosted { Adjustment.Units: < 0 } or UsageCorrected { Taken.Count: > 0 };
}
