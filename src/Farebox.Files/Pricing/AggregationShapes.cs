using Farebox.Files.Shapes;
using Farebox.Metering.Aggregating;
using Farebox.Metering.Aggregating.Forms;

namespace Farebox.Files;

/// <summary>A meter's aggregation: a word on a server, and in a plan file a map that says more.</summary>
internal static class AggregationShapes
{
    public static Shape Kind { get; } = new WordShape([.. AggregationForm.KindWords]);

    public static ObjectShape Full { get; } = new("aggregation", "a map with kind", Keys);

    /// <summary>A meter of a plan file: as in a price file, but every aggregation may stand there with its terms.</summary>
    public static ObjectShape PlanMeter { get; } = new(
        "meter", PricingShapes.Meter.Expected,
        () => [.. PricingShapes.Meter.Keys.Select(key => key.Name == "aggregation" ? key with { Value = new EitherShape(Kind, Full) } : key)]);

    private static readonly TextShape Bucket = new(
        "hour, day, month, event, 15 minutes, 6 hours, or field(upload)",
        @"^(minute|hour|day|month|event|[1-9][0-9]{0,3} (minutes|hours)|field\([^()]+\))$", text => BucketForm.TryRead(text, out _));

    private static readonly TextShape Zone = new(
        "a time zone of the IANA database, such as Europe/Berlin", "^[A-Za-z][A-Za-z0-9_+/-]{0,63}$", text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _));

    private static Key[] Keys() =>
    [
        new(AggregationForm.KindKey, Kind, "What becomes of the readings of a period.", IsRequired: true),
        new("bucket", Bucket, "What is measured by itself before it is combined. Left out: the whole period; for a high_water_mark an hour."),
        new("combine", Words(AggregationForm.CombineWords), "How buckets become the quantity: readings looks at all readings again, each prices every bucket, change prices its change from the one before. Left out: readings."),
        new("empty_buckets", Words(AggregationForm.EmptyWords), "Whether an hour, day or month without readings takes part as zero. Left out: skip; for a high_water_mark zero."),
        new("time_zone", Zone, "Whose days, months and hours they are. Left out: the one that is billed in, else UTC."),
        new("percentile", new DecimalShape("a number from 0 to 100"), "Which percentile; needed for one."),
        new("percentile_rule", Words(AggregationForm.PercentileWords), "Which reading that is. Left out: nearest_rank."),
        new("within", Words(AggregationForm.WithinWords), "How one hour of a high_water_mark is measured. Left out: max."),
        new("drop", new DecimalShape("a share from 0 to below 1"), "The share of the highest hours that a high_water_mark drops. Left out: 0.01."),
        new("drop_rounding", Words(AggregationForm.DropWords), "How many hours that is, when it is not a whole number. Left out: down."),
        new("carry_over", new TruthShape(), "true: the level, the members or the last reading from before the period count on. Left out: false."),
        new("below_zero", Words(AggregationForm.BelowZeroWords), "What a latest reading below zero is. Left out: zero."),
        new("unique", Words(AggregationForm.UniqueWords), "When a key counts: a member at the end, at any time, or for its share of the days. Left out: at_end."),
        new("weighted_by", Words(AggregationForm.WeightWords), "From when on a change counts in a weighted_sum: its instant, or the beginning of its day. Left out: time."),
        new("key_field", Texts.Field, "Where the key of a unique_count stands in the event's data; needed for one."),
        new("operation_field", Texts.Field, "Where an event says add or remove of its key. Left out: every event adds."),
        new("decimals", new IntegerShape(0, QuantityRounding.PlacesMax), "Decimal places of a quantity that does not divide evenly. Left out: 6."),
        new("rounding", Words(AggregationForm.RoundingWords), "How it is rounded to them; half is away from zero. Left out: half."),
    ];

    private static WordShape Words(IEnumerable<string> words) => new([.. words]);
}
