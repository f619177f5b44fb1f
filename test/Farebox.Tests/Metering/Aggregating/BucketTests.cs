using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Time;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class BucketTests
{
    private static readonly Period ThreeDays = Read.Between("2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z");

    private static readonly Reading[] TwoOfThreeDays =
    [
        Read.At("2026-01-01T01:00:00Z", 10), Read.At("2026-01-01T23:59:59.999999Z", 20),
        Read.At("2026-01-03T00:00:00Z", 15), Read.At("2026-01-03T12:00:00Z", 5),
    ];

    [Theory]
    [InlineData(Aggregation.Max, "20", "0", "15", "20")]
    [InlineData(Aggregation.Min, "10", "0", "5", "5")]
    [InlineData(Aggregation.Sum, "30", "0", "20", "50")]
    [InlineData(Aggregation.Average, "15", "0", "10", "12.5")]
    public void An_empty_day_is_shown_as_zero_and_the_total_is_over_the_readings(Aggregation kind, string first, string second, string third, string total)
    {
        AggregationTerms terms = new(kind) { Bucket = Bucket.Day, Empty = EmptyBuckets.Zero };

        Assert.Equal([Read.Number(first), Read.Number(second), Read.Number(third)], Read.Buckets(terms, ThreeDays, TwoOfThreeDays));
        Assert.Equal(Read.Number(total), Read.Value(terms, ThreeDays, TwoOfThreeDays));
    }

    [Fact]
    public void The_average_over_readings_is_not_the_average_of_the_days()
    {
        AggregationTerms terms = new(Aggregation.Average) { Bucket = Bucket.Day };
        Reading[] readings = [.. Read.Hourly(ThreeDays, 10, 10, 10), Read.At("2026-01-03T00:00:00Z", 50)];

        Assert.Equal(20m, Read.Value(terms, ThreeDays, readings));
        Assert.Equal(30m, Read.Value(terms with { Combine = BucketCombine.Average }, ThreeDays, readings));
        Assert.Equal(20m, Read.Value(terms with { Combine = BucketCombine.Average, Empty = EmptyBuckets.Zero }, ThreeDays, readings));
    }

    [Theory]
    [InlineData(BucketCombine.Sum, EmptyBuckets.Skip, "35")]
    [InlineData(BucketCombine.Max, EmptyBuckets.Skip, "20")]
    [InlineData(BucketCombine.Min, EmptyBuckets.Skip, "15")]
    [InlineData(BucketCombine.Min, EmptyBuckets.Zero, "0")]
    [InlineData(BucketCombine.Average, EmptyBuckets.Skip, "17.5")]
    [InlineData(BucketCombine.Average, EmptyBuckets.Zero, "11.666667")]
    [InlineData(BucketCombine.Each, EmptyBuckets.Skip, "35")]
    public void Daily_maxima_combine_as_the_terms_say(BucketCombine combine, EmptyBuckets empty, string expected) =>
        Assert.Equal(
            Read.Number(expected),
            Read.Value(new(Aggregation.Max) { Bucket = Bucket.Day, Combine = combine, Empty = empty }, ThreeDays, TwoOfThreeDays));

    [Fact]
    public void Buckets_that_are_priced_by_themselves_are_what_is_priced_and_otherwise_the_period_is()
    {
        AggregationTerms terms = new(Aggregation.Max) { Bucket = Bucket.Day, Combine = BucketCombine.Each };

        var each = Read.Filled(terms, ThreeDays, TwoOfThreeDays).Priced();
        var whole = Read.Filled(terms with { Combine = BucketCombine.Sum }, ThreeDays, TwoOfThreeDays).Priced();

        Assert.Equal([(20m, 2L), (15m, 2L)], each.Select(bucket => (bucket.Value, bucket.Readings)));
        Assert.Equal([new(ThreeDays, null, 35m, 4)], whole);
    }

    [Fact]
    public void A_bucket_ends_where_the_period_does()
    {
        var period = Read.Between("2026-01-01T10:30:00Z", "2026-01-02T06:00:00Z");
        var values = Read.Filled(new(Aggregation.Sum) { Bucket = Bucket.Day, Empty = EmptyBuckets.Zero, Combine = BucketCombine.Each }, period, []).Buckets();

        Assert.Equal([Read.Between("2026-01-01T10:30:00Z", "2026-01-02T00:00:00Z"), Read.Between("2026-01-02T00:00:00Z", "2026-01-02T06:00:00Z")], values.Select(value => value.Span));
    }

    [Theory]
    [InlineData(15, 4)]
    [InlineData(50, 2)]
    [InlineData(1, 60)]
    public void Minutes_are_counted_from_the_beginning_of_the_day(int every, int buckets) =>
        Assert.Equal(
            buckets,
            Read.Buckets(new(Aggregation.Count) { Bucket = Bucket.Minutes(every), Empty = EmptyBuckets.Zero }, Read.Between("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"), []).Length);

    [Fact]
    public void Six_hours_of_a_day_of_twenty_five_end_with_the_day()
    {
        var zone = Read.Zone("Europe/Berlin");
        var day = Read.Between("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
        var values = Read.Filled(new(Aggregation.Sum) { Bucket = Bucket.Hours(6), Zone = zone, Empty = EmptyBuckets.Zero }, day, [Read.At("2026-10-25T22:30:00Z", 1)]).Buckets();

        Assert.Equal([0m, 0m, 0m, 0m, 1m], values.Select(value => value.Value));
        Assert.Equal(TimeSpan.FromHours(1), values[^1].Span.End - values[^1].Span.Start);
    }

    [Fact]
    public void An_hour_of_a_zone_with_half_an_hour_begins_at_the_half_hour()
    {
        var zone = Read.Zone("Asia/Kolkata");
        Reading[] readings = [Read.At("2026-01-02T00:29:59Z", 1), Read.At("2026-01-02T00:30:00Z", 2), Read.At("2026-01-02T01:29:59Z", 3)];

        Assert.Equal([1m, 5m], Read.Buckets(new(Aggregation.Sum) { Bucket = Bucket.Hour, Zone = zone }, ThreeDays, readings));
        Assert.Equal([3m, 3m], Read.Buckets(new(Aggregation.Sum) { Bucket = Bucket.Hour }, ThreeDays, readings));
    }

    [Fact]
    public void A_calendar_month_is_that_of_the_zone()
    {
        var zone = Read.Zone("America/New_York");
        var period = Read.Between("2026-01-15T00:00:00Z", "2026-03-15T00:00:00Z");
        AggregationTerms terms = new(Aggregation.Sum) { Bucket = Bucket.Month };
        Reading[] readings = [Read.At("2026-02-01T04:59:59Z", 1), Read.At("2026-02-01T05:00:00Z", 2), Read.At("2026-03-01T05:00:00Z", 4)];

        Assert.Equal([1m, 2m, 4m], Read.Buckets(terms.In(zone), period, readings));
        Assert.Equal([3m, 4m], Read.Buckets(terms, period, readings));
    }

    [Fact]
    public void Reported_levels_are_billed_by_their_change_and_a_decrease_is_a_credit()
    {
        AggregationTerms terms = new(Aggregation.Latest) { Bucket = Bucket.Day, Combine = BucketCombine.Change };
        var period = Read.Between("2026-01-01T00:00:00Z", "2026-01-06T00:00:00Z");
        Reading[] readings =
        [
            Read.At("2026-01-01T10:00:00Z", 7), Read.At("2026-01-02T10:00:00Z", 9), Read.At("2026-01-03T10:00:00Z", 10), Read.At("2026-01-05T10:00:00Z", 5),
        ];

        Assert.Equal([7m, 2m, 1m, -5m], Read.Buckets(terms, period, readings));
        Assert.Equal(5m, Read.Value(terms, period, readings));
        Assert.Equal([7m, 9m, 10m, 5m], Read.Buckets(terms with { Combine = BucketCombine.Each }, period, readings));
        Assert.Equal([3m, 2m, 1m, 0m, -5m], Read.Buckets(terms with { CarryOver = true }, period, readings, new() { Level = 4m }));
        Assert.Equal([7m, 2m, 1m, -5m], Read.Filled(terms, period, readings).Priced().Select(bucket => bucket.Value));
    }

    [Fact]
    public void Events_are_priced_one_by_one_in_the_order_they_happened()
    {
        AggregationTerms terms = new(Aggregation.Sum) { Bucket = Bucket.Event, Combine = BucketCombine.Each };
        var priced = Read.Filled(terms, ThreeDays, TwoOfThreeDays.Reverse()).Priced();

        Assert.Equal([10m, 20m, 15m, 5m], priced.Select(bucket => bucket.Value));
        Assert.Equal(TwoOfThreeDays.Select(reading => reading.At), priced.Select(bucket => bucket.Span.Start));
        Assert.Equal(50m, Read.Value(terms, ThreeDays, TwoOfThreeDays));
    }
}
