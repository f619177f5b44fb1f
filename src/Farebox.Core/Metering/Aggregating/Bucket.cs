namespace Farebox.Metering.Aggregating;

/// <summary>A part of the period that is measured by itself: a span of time, an event, or the events that share a value.</summary>
/// <remarks>
/// Hours and minutes are counted in elapsed time from the beginning of the local day, and the last of a day ends with it: a day of 25 hours
/// has 25 of them. The first and last bucket of a period end where the period does.
/// </remarks>
public sealed record Bucket
{
    public const int EveryMax = 1440;

    private Bucket(BucketKind kind, int every = 1, string? field = null) => (Kind, Every, Field) = (kind, every, field);

    public static Bucket Hour { get; } = new(BucketKind.Hour);

    public static Bucket Day { get; } = new(BucketKind.Day);

    public static Bucket Month { get; } = new(BucketKind.Month);

    public static Bucket Event { get; } = new(BucketKind.Event);

    public BucketKind Kind { get; }

    /// <summary>How many minutes or hours long; 1 for the others.</summary>
    public int Every { get; }

    /// <summary>The path in an event's data whose value names the bucket; null unless <see cref="Kind"/> is a field.</summary>
    public string? Field { get; }

    /// <summary>Whether it is a span of time, so that buckets follow each other.</summary>
    public bool IsTime => Kind is not (BucketKind.Event or BucketKind.Field);

    /// <param name="every">1 to 1440.</param>
    public static Bucket Minutes(int every) => new(BucketKind.Minute, Checked(every, EveryMax));

    /// <param name="every">1 to 24.</param>
    public static Bucket Hours(int every) => new(BucketKind.Hour, Checked(every, 24));

    /// <summary>Events whose data has the same value there; those without it are a bucket of their own.</summary>
    /// <param name="field">Dotted path in the event's data.</param>
    public static Bucket By(string field)
    {
        FieldPath.ToUtf8(field, nameof(field));
        return new(BucketKind.Field, field: field);
    }

    private static int Checked(int every, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(every, max);
        return every;
    }
}
