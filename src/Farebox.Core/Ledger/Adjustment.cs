using Farebox.Money;
using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>What one charge came to as its events arrived, and what it comes to in the order in which they happened.</summary>
/// <remarks>A charge is a meter, a model, an asset and a counting period. The ledger knows the two sums and how to move their difference, never a price.</remarks>
public sealed record Adjustment
{
    /// <summary>The meter.</summary>
    public required string Meter { get; init; }

    /// <summary>The model; empty when the meter knows none.</summary>
    public required string Model { get; init; }

    /// <summary>What is debited; <see langword="null"/> for a meter that only counts, whose upstream cost alone can differ.</summary>
    public required Asset? Asset { get; init; }

    /// <summary>What the usage costs the seller in; <see langword="null"/> where it has no such price.</summary>
    public Asset? CostAsset { get; init; }

    /// <summary>The period in which the events count.</summary>
    public required CountingPeriod Period { get; init; }

    /// <summary>The period that was closed.</summary>
    public required CountingPeriod Closes { get; init; }

    /// <summary>The entry that closed it: what was recorded before it is in the sums.</summary>
    public required long Through { get; init; }

    /// <summary>How many events the sums are of.</summary>
    public required long Events { get; init; }

    /// <summary>What they come to in the order in which they happened, in smallest units.</summary>
    public required long Rated { get; init; }

    /// <summary>What was charged for them, earlier adjustments and corrections included, in smallest units.</summary>
    public required long Charged { get; init; }

    /// <summary>What they cost the seller in the order in which they happened.</summary>
    public long RatedCost { get; init; }

    /// <summary>What was taken to be their cost.</summary>
    public long ChargedCost { get; init; }

    /// <summary>What is debited in addition; below zero: what is given back.</summary>
    public long Units => Rated - Charged;

    /// <summary>By how much the upstream cost was too low; below zero: too high.</summary>
    public long Cost => RatedCost - ChargedCost;

    /// <summary>Whether there is nothing to adjust.</summary>
    public bool IsNothing => Units == 0 && Cost == 0;
}
