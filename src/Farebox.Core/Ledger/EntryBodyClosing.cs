using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>The books were closed up to the end of a period. What is recorded before this entry belongs to what it closes, what comes after to the next.</summary>
/// <param name="Period">The period; everything before its end that was still open is closed with it.</param>
/// <param name="From">Up to when they had been closed; <see langword="null"/> when they never were.</param>
/// <param name="Late">When the earliest use happened that had been recorded for a closed period since; <see langword="null"/> when there was none.</param>
/// <param name="Grace">How long after the period's end the close waited at least.</param>
public sealed record PeriodClosed(CountingPeriod Period, DateTimeOffset? From, DateTimeOffset? Late, TimeSpan Grace) : EntryBody
{
    /// <summary>Up to when the books are closed.</summary>
    public DateTimeOffset Until => Period.Ends;
}

/// <summary>Everything that a close differs by is posted: the next period may be closed.</summary>
/// <param name="Period">The period that was closed.</param>
/// <param name="Through">The entry that closed it.</param>
/// <param name="Events">How many events were rated again.</param>
/// <param name="Adjustments">How many charges differed.</param>
public sealed record CloseFinished(CountingPeriod Period, long Through, long Events, int Adjustments) : EntryBody;

/// <summary>The difference of a charge was posted: debited like use, or given back.</summary>
/// <param name="Adjustment">The charge and its sums.</param>
/// <param name="Returns">What came back to which grant, last spent first; empty when it was debited.</param>
public sealed record AdjustmentPosted(Adjustment Adjustment, IReadOnlyList<GivenBack> Returns) : EntryBody;
