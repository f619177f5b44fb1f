using Farebox.Files.Shapes;
using Farebox.Metering.Aggregating;

namespace Farebox.Files.Aggregations;

/// <summary>The keys of an aggregation. Which of them go together is for its own rules to say.</summary>
internal static class AggregationShapes
{
    public static readonly string[] Kinds = ["sum", "count", "max", "min", "average", "latest", "unique_count", "weighted_sum", "percentile", "high_water_mark"];

    public static ObjectShape Aggregation { get; } = new("aggregation", "a map with kind", Keys);

    public static ObjectShape Bucket { get; } = new("bucket", "a map with minutes, hours or field", BucketKeys, ["minutes", "hours", "field"]);

    private static Key[] Keys() =>
    [
        new("kind", new WordShape(Kinds), "How events become a quantity.", IsRequired: true),
        new("bucket", new EitherShape(new WordShape("hour", "day", "month", "event"), Bucket), "What is measured by itself. Left out: the period; for a high_water_mark: hour."),
        new("combine", new WordShape("readings", "each", "sum", "max", "min", "average", "change"),
            "How buckets become the quantity. readings: they do not, they are only shown; each: every one is priced by itself; change: by its change from the one before. Left out: readings."),
        new("empty_buckets", new WordShape("skip", "zero"), "Whether a bucket of time without events takes part as zero. Left out: skip; for a high_water_mark: zero."),
        new("percentile", new DecimalShape("a number from 0 to 100"), "Which, for a percentile."),
        new("percentile_rule", new WordShape("nearest_rank", "lower", "linear"), "Which value it is. Left out: nearest_rank."),
        new("within", new WordShape("max", "sum", "count", "average", "latest", "unique_count"), "How one hour of a high_water_mark is measured. Left out: max."),
        new("drop", new DecimalShape("a share from 0 to below 1"), "The share of the hours that a high_water_mark drops. Left out: 0.01."),
        new("drop_rounding", new WordShape("down", "up", "nearest"), "What becomes of a fraction of an hour then. Left out: down."),
        new("below_zero", new WordShape("zero", "keep"), "What a latest value below zero counts as. Left out: zero."),
        new("unique", new WordShape("at_end", "ever", "days"), "When a key counts. Left out: at_end."),
        new("weighted_by", new WordShape("time", "day"), "From when on a change counts in a weighted_sum. Left out: time."),
        new("carry_over", new TruthShape(), "true: what the period before ended with goes on. Left out: false."),
        new("decimals", new IntegerShape(0, QuantityRounding.PlacesMax), "Decimal places of a quantity that does not divide evenly. Left out: 6."),
        new("round", new WordShape(RoundingWords.Names), "How it is rounded there. Left out: half."),
    ];

    private static Key[] BucketKeys() =>
    [
        new("minutes", new IntegerShape(1, 1440), "So many minutes."),
        new("hours", new IntegerShape(1, 24), "So many hours."),
        new("field", Texts.Field, "Events with the same value there."),
    ];
}
