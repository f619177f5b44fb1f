using Farebox.Charging;
using Farebox.Ledger;

namespace Farebox.Postgres.Closing;

/// <summary>What came of a close.</summary>
/// <param name="Closed">What was closed, or would be.</param>
/// <param name="Seq">The entry that closed it; zero for one that is only shown.</param>
/// <param name="Events">How many events were rated again.</param>
/// <param name="Adjustments">The charges that differ, each with the entry that posted the difference; zero for one that is only shown.</param>
/// <param name="IsRepeated">Whether it had been closed before.</param>
public sealed record CloseResult(PeriodClosed Closed, long Seq, long Events, IReadOnlyList<PostedDifference> Adjustments, bool IsRepeated);

/// <summary>A charge that differs.</summary>
/// <param name="Adjustment">The charge and its sums.</param>
/// <param name="At">When the difference is booked.</param>
/// <param name="Seq">The entry that posted it.</param>
public sealed record PostedDifference(Adjustment Adjustment, DateTimeOffset At, long Seq);

/// <summary>A close that could not be done. What of it was posted stays, and is found by the next attempt.</summary>
public sealed class CloseException(Rejected rejected) : Exception(rejected.Detail)
{
    /// <summary>Why.</summary>
    public Rejected Rejected { get; } = rejected;
}
