namespace Farebox.Metering.Aggregating;

/// <summary>How the values of buckets become the quantity of a period.</summary>
public enum BucketCombine
{
    /// <summary>They do not: the aggregation runs over all readings, and buckets are only shown (Polar).</summary>
    Readings,

    /// <summary>Every bucket is priced by itself, tiers and packages starting anew, and prices are summed (Flexprice, Zuora). The quantity is the sum.</summary>
    Each,

    Sum,

    Max,

    Min,

    /// <summary>The sum over the number of buckets.</summary>
    Average,

    /// <summary>Every bucket is priced as its change from the one before, the first from what was carried in (Metronome). The quantity is the sum.</summary>
    Change,
}
