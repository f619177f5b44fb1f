using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>The tallies of a period's buckets.</summary>
internal abstract class BucketSet
{
    public static BucketSet? For(AggregationTerms terms, Period period, TimeZoneInfo zone) => terms.Bucket?.Kind switch
    {
        null => null,
        BucketKind.Event => new EventBuckets(terms, zone),
        BucketKind.Field => new FieldBuckets(terms, period, zone),
        _ => new TimeBuckets(terms, period, zone),
    };

    public abstract void Add(in Reading reading);

    public abstract void Remove(in Reading reading);

    /// <param name="other">One of the same type.</param>
    public abstract void Merge(BucketSet other);

    /// <summary>In their order. Those without readings are among them where they take part.</summary>
    public abstract IReadOnlyList<BucketValue> Values(Carry before);
}
