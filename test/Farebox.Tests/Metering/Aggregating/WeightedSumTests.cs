using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class WeightedSumTests
{
    private static readonly AggregationTerms Level = new(Aggregation.WeightedSum) { CarryOver = true, Rounding = new(5, MidpointRounding.AwayFromZero) };
    private static readonly AggregationTerms ByDay = Level with { WeightedBy = WeightedBy.Day, Rounding = new(5, MidpointRounding.ToPositiveInfinity) };

    [Fact]
    public void A_change_at_the_beginning_of_the_period_counts_in_full() =>
        Assert.Equal(1000m, Read.Value(Level, Read.August, [Read.At("2023-08-01T00:00:00Z", 1000)]));

    [Fact]
    public void Changes_at_one_instant_add_up() =>
        Assert.Equal(6m, Read.Value(Level, Read.August, [Read.At("2023-08-01T00:00:00Z", 3), Read.At("2023-08-01T00:00:00Z", 3)]));

    [Fact]
    public void A_level_carried_in_counts_for_the_whole_period() => Assert.Equal(1000m, Read.Value(Level, Read.August, [], new() { Level = 1000m }));

    [Fact]
    public void A_level_carried_in_is_nothing_where_nothing_carries_over() =>
        Assert.Equal(0m, Read.Value(Level with { CarryOver = false }, Read.August, [], new() { Level = 1000m }));

    [Fact]
    public void A_level_counts_for_as_long_as_it_lasts()
    {
        Reading[] readings = [Read.At("2023-08-01T00:00:00Z", 2), Read.At("2023-08-01T02:00:00Z", -1)];

        // 746 of 744 hours.
        Assert.Equal(1.00269m, Read.Value(Level, Read.August, readings));
        Assert.Equal(1m, Read.Filled(Level, Read.August, readings).Carried().Level);
    }

    [Fact]
    public void Every_bucket_begins_at_the_level_the_one_before_it_ended_with()
    {
        var period = Read.Between("2023-08-01T00:00:00Z", "2023-08-01T03:00:00Z");
        var terms = Level with { Bucket = Bucket.Hour, Combine = BucketCombine.Max };
        Reading[] readings = [Read.At("2023-08-01T00:30:00Z", 4)];

        Assert.Equal([3m, 5m, 5m], Read.Buckets(terms, period, readings, new() { Level = 1m }));
        Assert.Equal(5m, Read.Value(terms, period, readings, new() { Level = 1m }));
    }

    [Theory]
    [InlineData("5", "2023-05-26", "24", "9.64517")]
    [InlineData("0", "2023-05-31", "20", "0.64517")]
    [InlineData("0", "2023-05-01", "7", "7")]
    public void Weighted_by_days_a_change_counts_for_its_first_day_whole(string carried, string day, string change, string expected)
    {
        var may = Read.Between("2023-05-01T00:00:00Z", "2023-06-01T00:00:00Z");

        Assert.Equal(Read.Number(expected), Read.Value(ByDay, may, [Read.At($"{day}T17:30:00Z", Read.Number(change))], new() { Level = Read.Number(carried) }));
    }

    [Fact]
    public void A_day_is_that_of_the_zone()
    {
        var zone = Read.Zone("America/New_York");
        var day = Read.Between("2023-05-01T04:00:00Z", "2023-05-03T04:00:00Z");

        // Still the first of May in New York.
        Assert.Equal(8m, Read.Value(ByDay.In(zone), day, [Read.At("2023-05-02T01:00:00Z", 8)]));
        Assert.Equal(8m, Read.Value(ByDay with { Zone = zone }, day, [Read.At("2023-05-02T03:59:59Z", 8)]));
        Assert.Equal(4m, Read.Value(ByDay.In(zone), day, [Read.At("2023-05-02T04:00:00Z", 8)]));
    }

    [Fact]
    public void The_day_on_which_the_clocks_change_counts_as_one_day_and_as_its_hours()
    {
        var zone = Read.Zone("Europe/Berlin");
        var two = Read.Between("2023-03-25T23:00:00Z", "2023-03-27T22:00:00Z");
        Reading[] readings = [Read.At("2023-03-26T22:00:00Z", 1)];

        Assert.Equal(0.5m, Read.Value(ByDay.In(zone), two, readings));
        Assert.Equal(0.51064m, Read.Value(Level.In(zone), two, readings));
    }
}
