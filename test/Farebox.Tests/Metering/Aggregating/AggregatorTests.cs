using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class AggregatorTests
{
    [Theory]
    [InlineData("2023-07-31T23:59:59.999999Z")]
    [InlineData("2023-09-01T00:00:00Z")]
    public void A_reading_outside_the_period_is_refused(string at)
    {
        var aggregator = new Aggregator(Aggregation.Sum, Read.August);

        Assert.Throws<ArgumentOutOfRangeException>(() => aggregator.Add(Read.At(at, 1)));
        Assert.Throws<ArgumentException>(() => Aggregate.Of(Aggregation.Sum, [Read.At(at, 1)], Read.August));
        Assert.Equal((0m, 0L), (aggregator.Value(), aggregator.Readings));
    }

    [Theory]
    [InlineData("1000000000000000")]
    [InlineData("-1000000000000000")]
    [InlineData("0.0000000000001")]
    public void A_quantity_with_more_digits_than_are_kept_is_refused_by_every_aggregation(string quantity)
    {
        foreach (var kind in new[] { Aggregation.Sum, Aggregation.Max, Aggregation.Latest, Aggregation.WeightedSum, Aggregation.HighWaterMark })
            Assert.Throws<ArgumentOutOfRangeException>(() => new Aggregator(kind, Read.August).Add(Read.At("2023-08-01T00:00:00Z", Read.Number(quantity))));
    }

    [Theory]
    [InlineData("999999999999999.999999999999")]
    [InlineData("-0.000000000001")]
    [InlineData("1.0000000000000000000")]
    public void A_quantity_with_as_many_digits_as_are_kept_keeps_them(string quantity) =>
        Assert.Equal(Read.Number(quantity), Read.Value(Aggregation.Sum, Read.August, [Read.At("2023-08-01T00:00:00Z", Read.Number(quantity))]));

    [Fact]
    public void A_quantity_is_written_without_zeros_at_its_end()
    {
        var aggregator = Read.Filled(Aggregation.Sum, Read.August, Read.Hourly(Read.August, 0.5m, 0.50m, 9m));

        Assert.Equal(0, aggregator.Value().Scale);
    }

    [Fact]
    public void A_sum_that_no_decimal_holds_is_an_overflow_and_not_another_number()
    {
        var aggregator = Read.Filled(Aggregation.Sum, Read.August, Enumerable.Repeat(Read.At("2023-08-01T00:00:00Z", 999_999_999_999_999.999999999999m), 97));

        Assert.Throws<OverflowException>(() => aggregator.Value());
    }

    [Fact]
    public void A_unique_count_needs_keys() =>
        Assert.Throws<ArgumentException>(() => new Aggregator(Aggregation.UniqueCount, Read.August).Add(Read.At("2023-08-01T00:00:00Z", 1)));

    [Theory]
    [InlineData(Aggregation.Max)]
    [InlineData(Aggregation.Min)]
    [InlineData(Aggregation.Latest)]
    [InlineData(Aggregation.UniqueCount)]
    [InlineData(Aggregation.HighWaterMark)]
    public void What_an_aggregation_forgets_cannot_be_taken_back(Aggregation kind)
    {
        var aggregator = new Aggregator(kind, Read.August);
        var reading = Read.Key("2023-08-01T00:00:00Z", "a");
        aggregator.Add(reading);

        Assert.False(aggregator.CanRemove);
        Assert.Throws<InvalidOperationException>(() => aggregator.Remove(reading));
        Assert.Equal(1L, aggregator.Readings);
    }

    [Fact]
    public void Taking_back_what_was_never_added_is_refused_where_it_is_seen()
    {
        var day = Read.Filled(new(Aggregation.Sum) { Bucket = Bucket.Day, Combine = BucketCombine.Each }, Read.August, Read.Hourly(Read.August, 5));
        var upload = Read.Filled(new(Aggregation.Sum) { Bucket = Bucket.By("upload"), Combine = BucketCombine.Each }, Read.August, Read.Hourly(Read.August, 5));
        var each = Read.Filled(new(Aggregation.Sum) { Bucket = Bucket.Event, Combine = BucketCombine.Each }, Read.August, Read.Hourly(Read.August, 5));

        Assert.Throws<InvalidOperationException>(() => new Aggregator(Aggregation.Sum, Read.August).Remove(Read.At("2023-08-01T00:00:00Z", 5)));
        Assert.Throws<InvalidOperationException>(() => day.Remove(Read.At("2023-08-02T00:00:00Z", 5)));
        Assert.Throws<InvalidOperationException>(() => upload.Remove(Read.At("2023-08-01T00:00:00Z", 5) with { Group = "x" }));
        Assert.Throws<InvalidOperationException>(() => each.Remove(Read.At("2023-08-01T00:00:00Z", 6)));
        Assert.Equal([1L, 1L, 1L], new[] { day, upload, each }.Select(aggregator => aggregator.Readings));
    }

    [Fact]
    public void A_bucket_whose_last_reading_is_taken_back_is_empty()
    {
        var day = Read.Filled(new(Aggregation.Average) { Bucket = Bucket.Day, Combine = BucketCombine.Average }, Read.August, [Read.At("2023-08-01T00:00:00Z", 5), Read.At("2023-08-02T00:00:00Z", 1)]);
        day.Remove(Read.At("2023-08-02T00:00:00Z", 1));

        Assert.Equal(5m, day.Value());
    }

    [Theory]
    [InlineData(Aggregation.Sum)]
    [InlineData(Aggregation.Count)]
    [InlineData(Aggregation.Average)]
    [InlineData(Aggregation.WeightedSum)]
    [InlineData(Aggregation.Percentile)]
    public void What_is_kept_can_be_taken_back(Aggregation kind)
    {
        AggregationTerms terms = new(kind) { Percentile = kind == Aggregation.Percentile ? 100m : null };
        var aggregator = Read.Filled(terms, Read.August, Read.Hourly(Read.August, 5, 9));
        aggregator.Remove(Read.At("2023-08-01T01:00:00Z", 9));

        Assert.True(aggregator.CanRemove);
        Assert.Equal(Read.Value(terms, Read.August, Read.Hourly(Read.August, 5)), aggregator.Value());
        Assert.Throws<ArgumentOutOfRangeException>(() => aggregator.Remove(Read.At("2023-09-01T00:00:00Z", 5)));
    }

    [Fact]
    public void What_is_taken_back_leaves_its_event_and_its_group()
    {
        foreach (var bucket in new[] { Bucket.Event, Bucket.By("upload") })
        {
            AggregationTerms terms = new(Aggregation.Sum) { Bucket = bucket, Combine = BucketCombine.Each };
            Reading[] readings = [Read.At("2023-08-01T00:00:00Z", 5) with { Group = "a" }, Read.At("2023-08-01T01:00:00Z", 6) with { Group = "a" }, Read.At("2023-08-01T02:00:00Z", 7)];
            var aggregator = Read.Filled(terms, Read.August, readings);

            aggregator.Remove(readings[0]);
            Assert.Equal([.. Read.Buckets(terms, Read.August, readings[1..])], aggregator.Buckets().Select(value => value.Value));
            aggregator.Remove(readings[2]);
            Assert.Equal([6m], aggregator.Buckets().Select(value => value.Value));
        }
    }

    [Fact]
    public void A_level_is_handed_on_where_buckets_are_priced_too()
    {
        AggregationTerms terms = new(Aggregation.Sum) { CarryOver = true, Bucket = Bucket.Day, Combine = BucketCombine.Each };

        Assert.Equal(12m, Read.Filled(terms, Read.August, Read.Hourly(Read.August, 5), new() { Level = 7m }).Carried().Level);
        Assert.Equal(0m, Read.Filled(terms with { CarryOver = false }, Read.August, Read.Hourly(Read.August, 5), new() { Level = 7m }).Carried().Level);
    }

    [Fact]
    public void Zero_is_never_below_zero() => Assert.False(decimal.IsNegative(Read.Value(Aggregation.Sum, Read.August, Read.Hourly(Read.August, 5, -5))));

    [Fact]
    public void Only_parts_of_one_quantity_are_merged()
    {
        var sum = new Aggregator(Aggregation.Sum, Read.August);

        Assert.Throws<ArgumentException>(() => sum.Merge(new(Aggregation.Count, Read.August)));
        Assert.Throws<ArgumentException>(() => sum.Merge(new(Aggregation.Sum, Read.Between("2023-08-01T00:00:00Z", "2023-08-31T00:00:00Z"))));
    }

    [Fact]
    public void A_repetition_that_was_not_kept_out_counts_again_so_identity_comes_first()
    {
        var reading = Read.At("2023-08-01T00:00:00Z", 5);

        Assert.Equal(10m, Read.Value(Aggregation.Sum, Read.August, [reading, reading]));
        Assert.Equal(5m, Read.Value(Aggregation.Max, Read.August, [reading, reading]));
    }

    [Fact]
    public void Terms_that_do_not_go_together_make_no_aggregator() =>
        Assert.Throws<ArgumentException>(() => new Aggregator(Aggregation.Percentile, Read.August));
}
