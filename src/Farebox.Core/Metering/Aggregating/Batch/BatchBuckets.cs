using System.Numerics;
using Farebox.Time;

namespace Farebox.Metering.Aggregating.Batch;

/// <summary>Buckets by laying out their bounds and dealing the readings between them.</summary>
internal static class BatchBuckets
{
    public static IReadOnlyList<BucketValue> Of(AggregationTerms terms, List<Reading> sorted, Period period, Carry before) => terms.Bucket!.Kind switch
    {
        BucketKind.Event =>
        [
            .. sorted.OrderBy(reading => (reading.At, reading.Order, reading.Quantity))
                .Select(reading => new BucketValue(Instant(reading), null, BatchValue.Of(terms, [reading], Instant(reading), before), 1)),
        ],
        BucketKind.Field =>
        [
            .. sorted.GroupBy(reading => reading.Group ?? "").OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new BucketValue(period, group.Key, BatchValue.Of(terms, [.. group], period, before), group.Count())),
        ],
        _ => OfTime(terms, sorted, period, before),
    };

    public static decimal Combine(AggregationTerms terms, IReadOnlyList<BucketValue> buckets)
    {
        var values = buckets.Select(bucket => bucket.Value).DefaultIfEmpty();
        return terms.Combine switch
        {
            BucketCombine.Max => values.Max(),
            BucketCombine.Min => values.Min(),
            BucketCombine.Average => BatchRounding.Divide(values.Aggregate(BigInteger.Zero, (sum, value) => sum + new BigInteger(value * 1_000_000_000_000m)), values.Count() * (BigInteger)1_000_000_000_000, terms.Rounding),
            _ => values.Sum(),
        };
    }

    /// <summary>The largest value that is left when the highest are dropped.</summary>
    public static decimal Mark(AggregationTerms terms, IReadOnlyList<BucketValue> buckets)
    {
        var share = terms.DropShare!.Value * buckets.Count;
        var dropped = terms.DropRounding switch
        {
            DropRounding.Down => decimal.Floor(share),
            DropRounding.Up => decimal.Ceiling(share),
            _ => decimal.Round(share, 0, MidpointRounding.AwayFromZero),
        };
        return buckets.Count == 0 ? 0m : buckets.Select(bucket => bucket.Value).Order().SkipLast((int)Math.Min(dropped, buckets.Count - 1)).Last();
    }

    private static List<BucketValue> OfTime(AggregationTerms terms, List<Reading> sorted, Period period, Carry before)
    {
        var values = new List<BucketValue>();
        var goesOn = terms.CarryOver || terms.Kind == Aggregation.WeightedSum;
        var bounds = Bounds(terms.Bucket!, terms.Zone ?? TimeZoneInfo.Utc, period).Where(bound => bound > period.Start && bound < period.End);
        DateTimeOffset[] all = [period.Start, .. bounds.Distinct().Order(), period.End];
        foreach (var (start, end) in all.Zip(all.Skip(1)))
        {
            var inside = sorted.Where(reading => reading.At >= start && reading.At < end).ToList();
            if (inside.Count == 0 && !goesOn && terms.Empty == EmptyBuckets.Skip) continue;

            Period span = new(start, end);
            values.Add(new(span, null, BatchValue.Of(terms, inside, span, before), inside.Count));
            if (goesOn) before = BatchValue.After(terms, inside, before);
        }

        return values;
    }

    private static IEnumerable<DateTimeOffset> Bounds(Bucket bucket, TimeZoneInfo zone, Period period)
    {
        var (first, end) = LocalDays.Of(period, zone);
        for (var day = first; day <= end; day++)
        {
            if (bucket.Kind == BucketKind.Month && DateOnly.FromDayNumber(day).Day != 1) continue;

            var (start, next) = (LocalDays.Start(day, zone), LocalDays.Start(day + 1, zone));
            yield return start;
            if (bucket.Kind is not (BucketKind.Hour or BucketKind.Minute)) continue;

            var length = bucket.Kind == BucketKind.Hour ? TimeSpan.FromHours(bucket.Every) : TimeSpan.FromMinutes(bucket.Every);
            for (var part = start + length; part < next; part += length) yield return part;
        }
    }

    private static Period Instant(Reading reading) => new(reading.At.ToUniversalTime(), reading.At.ToUniversalTime().AddTicks(1));
}
