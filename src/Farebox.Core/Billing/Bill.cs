using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Billing;

/// <summary>What one account owes for one period.</summary>
public sealed record Bill
{
    public required string Account { get; init; }

    public required Period Period { get; init; }

    /// <summary>Fees first, then the charges in the order of the plan.</summary>
    public required ImmutableArray<BillLine> Lines { get; init; }

    public required ImmutableArray<BillAdjustment> Adjustments { get; init; }

    /// <summary>Lines and adjustments together.</summary>
    public required decimal Total { get; init; }

    /// <summary>The same use by the plan's costs; empty where it has none.</summary>
    public required ImmutableArray<BillLine> Costs { get; init; }

    /// <summary>What the use costs us; null where the plan does not say, or not for every event.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>What has no price, by reason.</summary>
    public required ImmutableArray<UnratedUsage> Unrated { get; init; }

    /// <summary>How many events are on lines.</summary>
    public required long RatedEvents { get; init; }
}
