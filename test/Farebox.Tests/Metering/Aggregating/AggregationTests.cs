using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class AggregationTests
{
    [Theory]
    [InlineData(Aggregation.Sum, "45.2")]
    [InlineData(Aggregation.Count, "6")]
    [InlineData(Aggregation.Max, "14.2")]
    [InlineData(Aggregation.Min, "0")]
    [InlineData(Aggregation.Average, "7.533333")]
    [InlineData(Aggregation.Latest, "14.2")]
    public void Six_readings_come_to_what_their_aggregation_says(Aggregation kind, string expected) =>
        Assert.Equal(Read.Number(expected), Read.Value(kind, Read.August, Read.Hourly(Read.August, 3, 7, 0, 9, 12, 14.2m)));

    [Theory]
    [InlineData(Aggregation.Sum)]
    [InlineData(Aggregation.Count)]
    [InlineData(Aggregation.Max)]
    [InlineData(Aggregation.Min)]
    [InlineData(Aggregation.Average)]
    [InlineData(Aggregation.Latest)]
    [InlineData(Aggregation.UniqueCount)]
    [InlineData(Aggregation.WeightedSum)]
    [InlineData(Aggregation.HighWaterMark)]
    public void Nothing_read_is_zero(Aggregation kind) => Assert.Equal(0m, Read.Value(kind, Read.August, []));

    [Fact]
    public void A_percentile_of_nothing_is_zero() => Assert.Equal(0m, Read.Value(new(Aggregation.Percentile) { Percentile = 99m }, Read.August, []));

    [Theory]
    [InlineData(Aggregation.Max, "-2")]
    [InlineData(Aggregation.Min, "-7")]
    public void The_largest_and_the_smallest_may_be_below_zero(Aggregation kind, string expected) =>
        Assert.Equal(Read.Number(expected), Read.Value(kind, Read.August, Read.Hourly(Read.August, -7, -2, -5)));

    [Fact]
    public void Digits_that_binary_floating_point_would_lose_are_summed_exactly()
    {
        var readings = Enumerable.Range(0, 1000).Select(i => new Reading(Read.August.Start.AddMinutes(i), 0, 0.1m)).Append(Read.At("2023-08-31T00:00:00Z", 999_999_999_999_999m));

        Assert.Equal(1_000_000_000_000_099m, Read.Value(Aggregation.Sum, Read.August, readings));
    }

    [Fact]
    public void The_latest_reading_is_by_its_time_even_when_it_is_lower() =>
        Assert.Equal(14m, Read.Value(Aggregation.Latest, Read.August, Read.Hourly(Read.August, 18, 18, 18, 18, 14).Reverse()));

    [Theory]
    [InlineData(BelowZero.Zero, "0")]
    [InlineData(BelowZero.Keep, "-5")]
    public void A_latest_reading_below_zero_is_zero_or_itself(BelowZero rule, string expected) =>
        Assert.Equal(Read.Number(expected), Read.Value(new(Aggregation.Latest) { BelowZero = rule }, Read.August, Read.Hourly(Read.August, 18, 14, -5)));

    [Fact]
    public void Of_two_readings_at_one_instant_the_larger_order_is_the_latest_and_then_the_larger_quantity()
    {
        var at = Read.August.Start;
        Reading[] readings = [new(at, 2, 5m), new(at, 1, 9m), new(at, 2, 6m)];

        Assert.Equal(6m, Read.Value(Aggregation.Latest, Read.August, readings));
        Assert.Equal(6m, Read.Value(Aggregation.Latest, Read.August, readings.Reverse()));
    }

    [Theory]
    [InlineData(true, "53")]
    [InlineData(false, "48")]
    public void A_sum_counts_on_from_before_the_period_only_where_it_carries_over(bool carries, string expected) =>
        Assert.Equal(
            Read.Number(expected),
            Read.Value(new(Aggregation.Sum) { CarryOver = carries }, Read.August, Read.Hourly(Read.August, 12, 12, 12, 12), new() { Level = 5m }));

    [Fact]
    public void The_latest_reading_from_before_counts_on_until_there_is_another()
    {
        AggregationTerms terms = new(Aggregation.Latest) { CarryOver = true };
        Carry before = new() { Level = 7m };

        Assert.Equal(7m, Read.Value(terms, Read.August, [], before));
        Assert.Equal(3m, Read.Value(terms, Read.August, Read.Hourly(Read.August, 3), before));
    }

    [Theory]
    [InlineData(MidpointRounding.AwayFromZero, 2, "0.67")]
    [InlineData(MidpointRounding.ToZero, 2, "0.66")]
    [InlineData(MidpointRounding.ToNegativeInfinity, 0, "0")]
    [InlineData(MidpointRounding.ToPositiveInfinity, 5, "0.66667")]
    [InlineData(MidpointRounding.ToEven, 12, "0.666666666667")]
    public void An_average_that_does_not_divide_evenly_is_rounded_as_it_says(MidpointRounding rule, int places, string expected) =>
        Assert.Equal(
            Read.Number(expected),
            Read.Value(new(Aggregation.Average) { Rounding = new(places, rule) }, Read.August, Read.Hourly(Read.August, 1, 1, 0)));

    [Theory]
    [InlineData(MidpointRounding.AwayFromZero, "0.5", "1")]
    [InlineData(MidpointRounding.ToEven, "0.5", "0")]
    [InlineData(MidpointRounding.ToEven, "1.5", "2")]
    [InlineData(MidpointRounding.AwayFromZero, "-0.5", "-1")]
    [InlineData(MidpointRounding.ToEven, "-0.5", "0")]
    [InlineData(MidpointRounding.ToZero, "-0.75", "0")]
    [InlineData(MidpointRounding.ToPositiveInfinity, "-0.75", "0")]
    [InlineData(MidpointRounding.ToNegativeInfinity, "-0.25", "-1")]
    [InlineData(MidpointRounding.ToNegativeInfinity, "0.75", "0")]
    [InlineData(MidpointRounding.ToPositiveInfinity, "0.25", "1")]
    [InlineData(MidpointRounding.AwayFromZero, "0.25", "0")]
    [InlineData(MidpointRounding.AwayFromZero, "-0.25", "0")]
    public void Halves_and_quantities_below_zero_round_as_the_rule_says(MidpointRounding rule, string average, string expected) =>
        Assert.Equal(
            Read.Number(expected),
            Read.Value(new(Aggregation.Average) { Rounding = new(0, rule) }, Read.August, Read.Hourly(Read.August, Read.Number(average))));
}
