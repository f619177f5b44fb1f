using Farebox.Metering.Aggregating.Batch;
using Farebox.Time;

namespace Farebox.Metering.Aggregating;

/// <summary>The quantity of a period from all its readings at once: the definition that <see cref="Aggregator"/> is held to.</summary>
/// <remarks>Sorts, walks and counts; it shares no arithmetic with the aggregator, so that a test of one against the other means something.</remarks>
public static class Aggregate
{
    /// <param name="readings">In any order, all inside the period.</param>
    /// <param name="carried">What the period before handed on; ignored unless the terms carry over.</param>
    /// <exception cref="ArgumentException">The terms do not go together, or a reading is outside the period.</exception>
    public static decimal Of(AggregationTerms terms, IEnumerable<Reading> readings, Period period, Carry? carried = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var all = Sorted(terms, readings, period);
        var before = terms.CarryOver && carried is not null ? carried : Carry.Nothing;
        if (terms.Kind == Aggregation.HighWaterMark) return BatchBuckets.Mark(terms, BatchBuckets.Of(terms, all, period, before));
        if (terms.Bucket is null || terms.Combine == BucketCombine.Readings) return BatchValue.Of(terms, all, period, before);

        return BatchBuckets.Combine(terms, Buckets(terms, all, period, carried));
    }

    /// <summary>The buckets in their order; without a bucket, the period.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<BucketValue> Buckets(AggregationTerms terms, IEnumerable<Reading> readings, Period period, Carry? carried = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var all = Sorted(terms, readings, period);
        var before = terms.CarryOver && carried is not null ? carried : Carry.Nothing;
        if (terms.Bucket is null) return [new(period, null, BatchValue.Of(terms, all, period, before), all.Count)];

        var buckets = BatchBuckets.Of(terms, all, period, before);
        if (terms.Combine != BucketCombine.Change) return buckets;

        var levels = buckets.Select(bucket => bucket.Value).Prepend(BatchValue.Of(terms, [], period, before));
        return [.. buckets.Zip(levels, (bucket, level) => bucket with { Value = bucket.Value - level })];
    }

    private static List<Reading> Sorted(AggregationTerms terms, IEnumerable<Reading> readings, Period period)
    {
        terms.Checked();
        var all = readings.OrderBy(reading => reading.At).ThenBy(reading => reading.Order)
            .ThenBy(reading => reading.Operation).ThenBy(reading => reading.Quantity).ToList();
        return all.All(reading => period.Contains(reading.At)) ? all : throw new ArgumentException("A reading happened outside the period.", nameof(readings));
    }
}
