using System.Collections.Immutable;
using Farebox.Ledger.Thresholds;

namespace Farebox.Tests.Ledger;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData(ThresholdEquality.Reached, 9, 10, true)]
    [InlineData(ThresholdEquality.Passed, 9, 10, false)]
    [InlineData(ThresholdEquality.Passed, 10, 11, true)]
    [InlineData(ThresholdEquality.Reached, 10, 11, false)]
    public void What_is_exactly_at_a_threshold_reaches_it_and_does_not_pass_it(ThresholdEquality equality, int before, int now, bool isCrossed) =>
        Assert.Equal(isCrossed, !(Of(10) with { Equality = equality }).Crossed(before, now, null).IsEmpty);

    [Theory]
    [InlineData(ThresholdEquality.Reached, 10, 10, true)]
    [InlineData(ThresholdEquality.Passed, 10, 10, false)]
    [InlineData(ThresholdEquality.Passed, 10, 9, true)]
    [InlineData(ThresholdEquality.Passed, 0, 0, true)]
    [InlineData(ThresholdEquality.Passed, 0, 1, false)]
    public void A_balance_falls_below_and_one_of_zero_is_below_zero(ThresholdEquality equality, int level, int now, bool isCrossed) =>
        Assert.Equal(isCrossed, !(Of(level) with { Equality = equality, IsFalling = true }).Crossed(null, now, null).IsEmpty);

    [Theory]
    [InlineData(ThresholdReport.All, "10 20 5")]
    [InlineData(ThresholdReport.EachMultiple, "10 20 25 30")]
    [InlineData(ThresholdReport.Furthest, "30")]
    public void A_step_goes_on_after_the_last_level(ThresholdReport report, string crossed) =>
        Assert.Equal(crossed, string.Join(' ', (Of(10, 20) with { Step = 5, Report = report }).Crossed(0, 31, null).Select(level => $"{level.Value:0}")));

    [Theory]
    [InlineData(24, 25, 1)]
    [InlineData(25, 29, 0)]
    [InlineData(25, 30, 1)]
    [InlineData(0, 19, 0)]
    public void A_step_is_crossed_at_each_multiple(int before, int now, int count) =>
        Assert.Equal(count, (Of(20) with { Step = 5 }).Crossed(before, now, null).Count(level => level.Value == 5));

    [Fact]
    public void A_step_that_has_to_be_passed_is_not_crossed_at_its_multiple()
    {
        var terms = Of() with { Step = 10, Equality = ThresholdEquality.Passed, Report = ThresholdReport.EachMultiple };

        Assert.Equal([10m], terms.Crossed(0, 20, null).Select(level => level.Value));
        Assert.Equal([10m, 20m], terms.Crossed(0, 20.01m, null).Select(level => level.Value));
    }

    [Fact]
    public void Of_more_multiples_than_can_be_told_the_highest_are() =>
        Assert.Equal((ThresholdTerms.MultiplesMax, 5_000m), Ends((Of() with { Step = 1, Report = ThresholdReport.EachMultiple }).Crossed(0, 5_000, null)));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void A_percentage_of_nothing_is_never_crossed(int? whole) => Assert.Empty(Percent(50).Crossed(null, 100, whole));

    [Fact]
    public void Percentages_and_values_are_on_one_scale_and_of_equals_the_last_counts()
    {
        var terms = new ThresholdTerms { Levels = [new(15, false), new(50, true), new(10, false)], Equality = ThresholdEquality.Passed, Report = ThresholdReport.Furthest };

        Assert.Equal(new ThresholdLevel(50, true), Assert.Single(terms.Crossed(null, 16, 30)));
        Assert.Equal(new ThresholdLevel(15, false), Assert.Single(terms.Crossed(null, 16, 29.9m)));
    }

    [Fact]
    public void Of_the_levels_that_a_balance_is_below_the_lowest_is_the_furthest() =>
        Assert.Equal(20m, Assert.Single((Of(20, 10, 30) with { IsFalling = true, Report = ThresholdReport.Furthest }).Crossed(null, 15, null)).Value);

    private static (int, decimal) Ends(ImmutableArray<ThresholdLevel> levels) => (levels.Length, levels[^1].Value);

    private static ThresholdTerms Of(params int[] levels) => new() { Levels = [.. levels.Select(level => new ThresholdLevel(level, false))] };

    private static ThresholdTerms Percent(int level) => new() { Levels = [new(level, true)] };
}
