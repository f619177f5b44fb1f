using Farebox.Time;

namespace Farebox.Metering.Aggregating;

/// <summary>The quantity of a period from all its readings at once: the definition that <see cref="Aggregator"/> is held to.</summary>
/// <remarks>Sorts and scans; it shares no arithmetic with the aggregator, so that a test of one against the other means something.</remarks>
public static class Aggregate
{
    /// <param name="readings">In any order, all inside the period.</param>
    /// <param name="carried">What the period before handed on; ignored unless the terms carry over.</param>
    public static decimal Of(AggregationTerms terms, IEnumerable<Reading> readings, Period period, Carry? carried = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.Kind == Aggregation.Count ? readings.LongCount() : readings.Sum(reading => reading.Quantity);
    }

    /// <summary>The buckets in their order; without a bucket, the period.</summary>
    public static IReadOnlyList<BucketValue> Buckets(AggregationTerms terms, IEnumerable<Reading> readings, Period period, Carry? carried = null)
    {
        var all = readings.ToList();
        return [new(period, null, Of(terms, all, period, carried), all.Count)];
    }
}
