using Farebox.Metering;
using Farebox.Metering.Aggregating;

namespace Farebox.Tests.Metering.Aggregating;

public sealed class PercentileTests
{
    [Theory]
    [InlineData("0", "15")]
    [InlineData("5", "15")]
    [InlineData("20", "15")]
    [InlineData("20.000001", "20")]
    [InlineData("30", "20")]
    [InlineData("40", "20")]
    [InlineData("50", "35")]
    [InlineData("100", "50")]
    public void By_nearest_rank_it_is_the_smallest_reading_that_so_many_percent_do_not_exceed(string percentile, string expected) =>
        Assert.Equal(Read.Number(expected), Of(percentile, PercentileRule.NearestRank, 35, 20, 15, 50, 40));

    [Theory]
    [InlineData("0", "15")]
    [InlineData("24.999999", "15")]
    [InlineData("25", "20")]
    [InlineData("74", "35")]
    [InlineData("99.999999", "40")]
    [InlineData("100", "50")]
    public void By_the_lower_rule_it_is_the_reading_at_or_below_the_position(string percentile, string expected) =>
        Assert.Equal(Read.Number(expected), Of(percentile, PercentileRule.Lower, 35, 20, 15, 50, 40));

    [Theory]
    [InlineData("0", "15")]
    [InlineData("25", "20")]
    [InlineData("40", "29")]
    [InlineData("95", "48")]
    [InlineData("33.333333", "25")]
    [InlineData("100", "50")]
    public void By_the_linear_rule_it_lies_between_two_readings_in_proportion(string percentile, string expected) =>
        Assert.Equal(Read.Number(expected), Of(percentile, PercentileRule.Linear, 35, 20, 15, 50, 40));

    [Fact]
    public void Equal_readings_each_count()
    {
        Assert.Equal(1m, Of("75", PercentileRule.NearestRank, 1, 1.0m, 1.00m, 9));
        Assert.Equal(9m, Of("76", PercentileRule.NearestRank, 1, 1.0m, 1.00m, 9));
        Assert.Equal(1m, Of("66.666666", PercentileRule.Lower, 1, 1, 1, 9));
    }

    [Theory]
    [InlineData(PercentileRule.NearestRank)]
    [InlineData(PercentileRule.Lower)]
    [InlineData(PercentileRule.Linear)]
    public void Of_one_reading_every_percentile_is_that_reading(PercentileRule rule) => Assert.Equal(-3m, Of("42", rule, -3));

    [Fact]
    public void The_three_rules_differ_on_a_month_of_hosts()
    {
        var hosts = Enumerable.Range(0, 744).Select(hour => (decimal)(hour < 8 ? 8 : 7)).ToArray();

        Assert.Equal(7m, Of("98.92", PercentileRule.NearestRank, hosts));
        Assert.Equal(8m, Of("99", PercentileRule.NearestRank, hosts));
        Assert.Equal(7m, Of("99", PercentileRule.Lower, hosts));
        Assert.Equal(7.57m, Of("99", PercentileRule.Linear, hosts));
    }

    private static decimal Of(string percentile, PercentileRule rule, params decimal[] quantities) =>
        Read.Value(new(Aggregation.Percentile) { Percentile = Read.Number(percentile), PercentileRule = rule }, Read.August, Read.Hourly(Read.August, quantities));
}
