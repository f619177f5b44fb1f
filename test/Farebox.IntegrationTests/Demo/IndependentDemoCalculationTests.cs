using System.Numerics;

namespace Farebox.IntegrationTests.Demo;

/// <summary>The calculation by itself: it sums what it should, and every one of its rules makes a difference.</summary>
public sealed class IndependentDemoCalculationTests
{
    private static readonly DemoTotals ByTheRules = IndependentDemoCalculation.Of(DemoCsv.Path, new());

    [Fact]
    public void Without_limits_every_row_is_an_event_and_every_token_is_counted()
    {
        var totals = IndependentDemoCalculation.Of(DemoCsv.Path, new() { Limits = new Dictionary<string, BigInteger>() });

        Assert.Equal(8_819, totals["events"]);
        Assert.Equal(18_059_974 + 245_896, totals["tokens"]);
    }

    [Fact]
    public void At_known_prices_the_trace_costs_what_is_known()
    {
        var price = new IndependentPrice(0, 0, 150, 600);
        var rules = new IndependentRules { Limits = new Dictionary<string, BigInteger>(), Prices = Everywhere(price) };

        Assert.Equal(2_856_533_700, IndependentDemoCalculation.Of(DemoCsv.Path, rules)["upstream cost"]);
    }

    [Fact]
    public void Both_limits_refuse_something_and_most_rows_pass()
    {
        Assert.True(ByTheRules["refused of ben"] > 0);
        Assert.True(ByTheRules["refused of olga"] > 0);
        Assert.Equal(8_819, ByTheRules["events"] + ByTheRules["refused of ben"] + ByTheRules["refused of olga"]);
        Assert.True(ByTheRules["events"] > 8_000);
    }

    [Fact]
    public void What_was_granted_is_available_or_spent()
    {
        foreach (var (name, granted) in new[] { ("bonus", 500), ("included", 1_000), ("purchased", 6_000) })
            Assert.Equal(granted * IndependentRules.Million, ByTheRules[$"available in {name}"] + ByTheRules[$"spent of {name}"]);
    }

    [Theory]
    [MemberData(nameof(ChangedRules.Names), MemberType = typeof(ChangedRules))]
    public void Each_rule_makes_a_difference(string change) =>
        Assert.NotEmpty(IndependentDemoCalculation.Of(DemoCsv.Path, ChangedRules.Named(change)).DifferencesTo(ByTheRules));

    private static Dictionary<string, IndependentPrice> Everywhere(IndependentPrice price) =>
        new() { ["small"] = price, ["medium"] = price, ["large"] = price };
}
