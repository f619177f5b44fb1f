using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class AggregationTermsTests
{
    private static readonly AggregationTerms Percentile = new(Aggregation.Percentile) { Percentile = 99m };
    private static readonly AggregationTerms Mark = new(Aggregation.HighWaterMark);

    public static TheoryData<string, AggregationTerms> Faulty => new()
    {
        { "percentile is 0 to 100", new(Aggregation.Percentile) },
        { "percentile belongs to a percentile", new(Aggregation.Max) { Percentile = 99m } },
        { "percentile_rule belongs", new(Aggregation.Max) { PercentileRule = PercentileRule.Linear } },
        { "0 to 100 with at most 6", Percentile with { Percentile = 100.000001m } },
        { "0 to 100 with at most 6", Percentile with { Percentile = -1m } },
        { "0 to 100 with at most 6", Percentile with { Percentile = 99.9999999m } },
        { "within, drop and drop_rounding belong", new(Aggregation.Max) { Within = Aggregation.Sum } },
        { "within, drop and drop_rounding belong", new(Aggregation.Max) { DropShare = 0.01m } },
        { "within, drop and drop_rounding belong", new(Aggregation.Max) { DropRounding = DropRounding.Up } },
        { "below_zero belongs", new(Aggregation.Sum) { BelowZero = BelowZero.Keep } },
        { "unique belongs", new(Aggregation.Sum) { Unique = UniqueCounting.Ever } },
        { "weighted_by belongs", new(Aggregation.Sum) { WeightedBy = WeightedBy.Day } },
        { "key_field and operation_field belong", new(Aggregation.Sum) { KeyField = "user" } },
        { "key_field and operation_field belong", Mark with { OperationField = "op" } },
        { "Nothing carries over", new(Aggregation.Max) { CarryOver = true } },
        { "combine and empty_buckets need a bucket", new(Aggregation.Max) { Combine = BucketCombine.Sum } },
        { "combine and empty_buckets need a bucket", new(Aggregation.Max) { Empty = EmptyBuckets.Zero } },
        { "Only buckets of time can be empty", new(Aggregation.Max) { Bucket = Bucket.Event, Empty = EmptyBuckets.Zero } },
        { "A level carries over between buckets of time", new(Aggregation.Sum) { Bucket = Bucket.By("upload"), CarryOver = true } },
        { "A level carries over between buckets of time", new(Aggregation.WeightedSum) { Bucket = Bucket.Event } },
        { "Only buckets of time follow each other", new(Aggregation.Latest) { Bucket = Bucket.By("upload"), Combine = BucketCombine.Change } },
        { "measured in buckets of time", Mark with { Bucket = null } },
        { "measured in buckets of time", Mark with { Bucket = Bucket.Event } },
        { "in its own way", Mark with { Combine = BucketCombine.Max } },
        { "Within an hour", Mark with { Within = Aggregation.WeightedSum } },
        { "Within an hour", Mark with { Within = null } },
        { "which share of its buckets", Mark with { DropShare = null } },
        { "0 to below 1", Mark with { DropShare = 1m } },
        { "0 to below 1", Mark with { DropShare = -0.1m } },
        { "0 to below 1", Mark with { DropShare = 0.0000001m } },
        { "0 to 12 decimal places", new(Aggregation.Average) { Rounding = new(13, MidpointRounding.ToZero) } },
        { "0 to 12 decimal places", new(Aggregation.Average) { Rounding = new(-1, MidpointRounding.ToZero) } },
        { "no such rule of rounding", new(Aggregation.Average) { Rounding = new(2, (MidpointRounding)9) } },
        { "one of sum, count", new((Aggregation)77) },
        { "no such way to combine", new(Aggregation.Max) { Bucket = Bucket.Day, Combine = (BucketCombine)77 } },
        { "no such way to combine", new(Aggregation.Max) { Bucket = Bucket.Day, Empty = (EmptyBuckets)77 } },
        { "no such rule of a percentile", Percentile with { PercentileRule = (PercentileRule)77 } },
        { "no such rule of a percentile", Mark with { DropRounding = (DropRounding)77 } },
        { "no such rule of an aggregation", new(Aggregation.Latest) { BelowZero = (BelowZero)77 } },
        { "no such rule of an aggregation", new(Aggregation.UniqueCount) { Unique = (UniqueCounting)77 } },
        { "no such rule of an aggregation", new(Aggregation.WeightedSum) { WeightedBy = (WeightedBy)77 } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Terms_that_do_not_belong_together_are_named(string part, AggregationTerms terms)
    {
        Assert.Contains(part, terms.Fault(), StringComparison.Ordinal);
        Assert.EndsWith(".", terms.Fault()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_aggregation_with_nothing_else_said_makes_sense() =>
        Assert.All(Enum.GetValues<Aggregation>().Where(kind => kind != Aggregation.Percentile), kind => Assert.Null(new AggregationTerms(kind).Fault()));

    [Fact]
    public void The_bounds_themselves_are_taken()
    {
        Assert.Null((Percentile with { Percentile = 0m }).Fault());
        Assert.Null((Percentile with { Percentile = 100m }).Fault());
        Assert.Null((Mark with { DropShare = 0m }).Fault());
        Assert.Null((Mark with { DropShare = 0.999999m }).Fault());
        Assert.Null(new AggregationTerms(Aggregation.Average) { Rounding = new(12, MidpointRounding.ToEven) }.Fault());
        Assert.Null(new AggregationTerms(Aggregation.UniqueCount) { KeyField = "user", OperationField = "op" }.Fault());
        Assert.Null((Mark with { Within = Aggregation.UniqueCount, KeyField = "host" }).Fault());
    }

    [Theory]
    [InlineData(Aggregation.Sum, true)]
    [InlineData(Aggregation.Count, true)]
    [InlineData(Aggregation.Max, false)]
    [InlineData(Aggregation.Average, false)]
    [InlineData(Aggregation.UniqueCount, false)]
    public void Only_a_plain_sum_or_count_is_debited_as_events_come(Aggregation kind, bool isAdditive)
    {
        AggregationTerms terms = kind;

        Assert.Equal(isAdditive, terms.IsAdditive);
        if (!isAdditive) Assert.Contains("end of the period", terms.Arrears, StringComparison.Ordinal);
        Assert.False((AggregationTerms.Sum with { CarryOver = true }).IsAdditive);
        Assert.False((terms with { Bucket = Bucket.Day }).IsAdditive);
    }

    [Fact]
    public void A_zone_is_taken_from_the_caller_only_where_none_is_named()
    {
        var (berlin, tokyo) = (Read.Zone("Europe/Berlin"), Read.Zone("Asia/Tokyo"));

        Assert.Equal(berlin, AggregationTerms.Sum.In(berlin).Zone);
        Assert.Equal(tokyo, (AggregationTerms.Sum with { Zone = tokyo }).In(berlin).Zone);
    }

    [Fact]
    public void Equal_terms_are_equal_and_every_term_counts()
    {
        Assert.Equal(new(Aggregation.Max) { Bucket = Bucket.By("a") }, new AggregationTerms(Aggregation.Max) { Bucket = Bucket.By("a") });
        Assert.NotEqual(new(Aggregation.Max) { Bucket = Bucket.By("b") }, new AggregationTerms(Aggregation.Max) { Bucket = Bucket.By("a") });
        Assert.NotEqual(Bucket.Hours(2), Bucket.Hour);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1441)]
    public void A_bucket_is_a_minute_to_a_day_long(int minutes)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bucket.Minutes(minutes));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bucket.Hours(minutes == 0 ? 0 : 25));
        Assert.Equal((1440, 24), (Bucket.Minutes(1440).Every, Bucket.Hours(24).Every));
    }

    [Fact]
    public void A_bucket_is_by_a_path_that_can_be_read() => Assert.Throws<ArgumentException>(() => Bucket.By("a..b"));
}
