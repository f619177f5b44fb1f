using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Metering;

namespace Farebox.Postgres.Corrections;

/// <summary>What should have been there of a producer from one instant until before another.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="Account">The account.</param>
/// <param name="Id">The backfill's own id: the id of each correction it makes.</param>
/// <param name="Source">The producer.</param>
/// <param name="From">The first instant.</param>
/// <param name="To">The first instant after.</param>
/// <param name="Events">All events of the producer in the range, each with its time.</param>
/// <param name="IsDryRun">Whether it is only shown what would be done.</param>
/// <param name="Actor">Who asks.</param>
public sealed record BackfillQuestion(
    int TenantId, string Account, string Id, string Source, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<UsageEvent> Events, bool IsDryRun, Actor? Actor);

/// <summary>What is done with an event of the range.</summary>
public enum BackfillKind
{
    /// <summary>It is there as it should be.</summary>
    Keep,

    /// <summary>It is there and says something else.</summary>
    Amend,

    /// <summary>It is there and should not be.</summary>
    Void,

    /// <summary>It is not there.</summary>
    Add,
}

/// <summary>One step of a backfill.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Usage">What it should say.</param>
/// <param name="Standing">How it stands, where it is corrected.</param>
public sealed record BackfillStep(BackfillKind Kind, string Id, UsageEvent? Usage, StandingUse? Standing);

/// <summary>What came of a backfill.</summary>
/// <param name="Steps">What was done, or of one that is only shown what would be, in the order of time, additions last.</param>
/// <param name="Entries">What was posted; nothing for one that is only shown.</param>
/// <param name="Refused">Events that could not be corrected or added, and those that were added and are not charged, with the reason.</param>
public sealed record BackfillResult(IReadOnlyList<BackfillStep> Steps, IReadOnlyList<Entry> Entries, IReadOnlyList<(string Id, Rejected Why)> Refused);
