namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>How the values of buckets become one quantity.</summary>
internal static class Combination
{
    private const long Million = 1_000_000;

    /// <summary>Of a combination that looks at buckets at all.</summary>
    public static decimal Of(AggregationTerms terms, IReadOnlyList<BucketValue> buckets)
    {
        if (buckets.Count == 0) return 0m;

        return terms.Combine switch
        {
            _ when terms.Kind == Aggregation.HighWaterMark => Mark(terms, buckets),
            BucketCombine.Max => buckets.Max(bucket => bucket.Value),
            BucketCombine.Min => buckets.Min(bucket => bucket.Value),
            BucketCombine.Average => QuantityUnits.Divide(Sum(buckets), buckets.Count * (Int128)Money.PowerOfTen.Long(QuantityUnits.Places), terms.Rounding),
            _ => QuantityUnits.ToDecimal(Sum(buckets)),
        };
    }

    /// <summary>Each value less the one before.</summary>
    /// <param name="before">What the first is a change from.</param>
    public static IReadOnlyList<BucketValue> Changes(IReadOnlyList<BucketValue> buckets, decimal before)
    {
        var changes = new BucketValue[buckets.Count];
        foreach (var (index, bucket) in buckets.Index())
        {
            changes[index] = bucket with { Value = Money.Exact.Add(bucket.Value, -before) };
            before = bucket.Value;
        }

        return changes;
    }

    private static Int128 Sum(IReadOnlyList<BucketValue> buckets)
    {
        Int128 sum = 0;
        foreach (var bucket in buckets) sum += QuantityUnits.OfTotal(bucket.Value);
        return sum;
    }

    // The bucket that is billed is never dropped, however few there are.
    private static decimal Mark(AggregationTerms terms, IReadOnlyList<BucketValue> buckets)
    {
        var share = (Int128)(long)(terms.DropShare!.Value * Million) * buckets.Count;
        var dropped = terms.DropRounding switch
        {
            DropRounding.Down => share / Million,
            DropRounding.Up => (share + Million - 1) / Million,
            _ => (share + (Million / 2)) / Million,
        };

        return buckets.Select(bucket => bucket.Value).OrderDescending().ElementAt((int)Int128.Min(dropped, buckets.Count - 1));
    }
}
