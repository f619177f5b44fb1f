namespace Farebox.Metering.Aggregating;

/// <summary>How readings become a quantity, with every rule on which systems differ written out.</summary>
/// <remarks>
/// A term that does not belong to its <see cref="Kind"/> is a fault, never ignored: see <see cref="Fault"/>. What is exact is not rounded.
/// Only an average, a weighted sum, days of membership and an interpolated percentile have a <see cref="Rounding"/>.
/// </remarks>
public sealed record AggregationTerms
{
    /// <summary>How many decimal places a quantity that does not divide evenly keeps, unless it is said.</summary>
    public static readonly QuantityRounding DefaultRounding = new(Meter.QuantityPlacesMax, MidpointRounding.AwayFromZero);

    /// <summary>What to do about a meter that cannot be live, in a sentence.</summary>
    public const string LiveHint = "A server adds meters up event by event, so its meters are a sum or a count; use this one in a plan file.";

    public AggregationTerms(Aggregation kind)
    {
        Kind = kind;
        if (kind != Aggregation.HighWaterMark) return;

        (Bucket, Empty, Within, DropShare) = (Bucket.Hour, EmptyBuckets.Zero, Aggregation.Max, 0.01m);
    }

    public Aggregation Kind { get; }

    /// <summary>What is measured by itself before it is combined; null for the whole period. Left out for a high-water mark: an hour.</summary>
    public Bucket? Bucket { get; init; }

    /// <summary>How the values of the buckets become the quantity. A high-water mark has its own way.</summary>
    public BucketCombine Combine { get; init; }

    /// <summary>Whether a bucket without readings takes part as zero. Left out: it does not, except in a high-water mark.</summary>
    public EmptyBuckets Empty { get; init; }

    /// <summary>Whose days, months and hours these are; null for the zone that the caller rates in, or UTC.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>0 to 100, with at most 6 decimal places. Only for a percentile, and needed there.</summary>
    public decimal? Percentile { get; init; }

    public PercentileRule PercentileRule { get; init; }

    /// <summary>How one hour of a high-water mark is measured: max, sum, count, average, latest or unique count.</summary>
    public Aggregation? Within { get; init; }

    /// <summary>The share of the buckets that a high-water mark drops, 0 to below 1; a hundredth unless it is said.</summary>
    public decimal? DropShare { get; init; }

    /// <summary>What becomes of a fraction of a bucket when that share is taken.</summary>
    public DropRounding DropRounding { get; init; }

    /// <summary>
    /// Whether the level, the members or the last reading from before the period count on. Then buckets count on from one to the next, too.
    /// For sum, latest, unique count and weighted sum.
    /// </summary>
    public bool CarryOver { get; init; }

    /// <summary>What a latest reading below zero is.</summary>
    public BelowZero BelowZero { get; init; }

    public UniqueCounting Unique { get; init; }

    /// <summary>From when on a change counts in a weighted sum.</summary>
    public WeightedBy WeightedBy { get; init; }

    /// <summary>Where the key of a unique count stands in an event's data: a text, a number, or true or false.</summary>
    public string? KeyField { get; init; }

    /// <summary>Where an event says <c>add</c> or <c>remove</c> of its key; without it every event adds.</summary>
    public string? OperationField { get; init; }

    public QuantityRounding Rounding { get; init; } = DefaultRounding;

    public static AggregationTerms Sum { get; } = new(Aggregation.Sum);

    public static AggregationTerms Count { get; } = new(Aggregation.Count);

    /// <summary>Whether each event adds its own quantity and nothing else matters, so that it may be debited as it comes.</summary>
    public bool IsAdditive => Arrears is null;

    /// <summary>Null for terms that are debited as events come; else the sentence that says why they are billed at the end of the period.</summary>
    public string? Arrears => AggregationRules.Arrears(this);

    /// <summary>Whether a reading may be below zero: where it changes a level, or is one of many that are looked at together.</summary>
    public bool TakesNegative => Kind is not (Aggregation.Sum or Aggregation.Count or Aggregation.UniqueCount) || CarryOver;

    /// <summary>Whether events or keys are counted and no quantity is read, so that the only component is <c>count</c>.</summary>
    public bool IsCounted => (Within ?? Kind) is Aggregation.Count or Aggregation.UniqueCount;

    internal bool CountsKeys => (Within ?? Kind) == Aggregation.UniqueCount;

    /// <summary>Whether each bucket of time begins with what the one before it ended with, so that none is empty.</summary>
    internal bool GoesOn => CarryOver || Kind == Aggregation.WeightedSum;

    /// <summary>Terms with nothing but a kind.</summary>
    public static implicit operator AggregationTerms(Aggregation kind) => kind switch
    {
        Aggregation.Sum => Sum,
        Aggregation.Count => Count,
        _ => new(kind),
    };

    /// <summary>Null for terms that make sense together; else one sentence that names what does not.</summary>
    public string? Fault() => AggregationRules.Fault(this);

    /// <summary>The same terms in a zone, unless they name one.</summary>
    public AggregationTerms In(TimeZoneInfo zone) => Zone is null ? this with { Zone = zone } : this;

    internal AggregationTerms Checked() => Fault() is { } fault ? throw new ArgumentException(fault) : this;
}
