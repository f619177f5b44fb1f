using Farebox.Billing;

namespace Farebox.Tests.Billing;

/// <summary>Rows that price event by event, with terms of the whole period on them; sizes that hold several units.</summary>
public sealed class BillEventTests
{
    private const string Fees = """
        charges:
          fees:
            meter: llm
            prices:
              - {class: input, model: percentage, percent: 10, fixed: 3, event_maximum: 20, TERMS}
        """;

    private const string Sizes = """
        charges:
          size:
            meter: llm
            prices:
              - class: input
                model: capacity
                tiers:
                  - {limits: {input: 100, output: 10}, amount: 5}
                  - {limits: {input: 1000, output: unlimited}, amount: 25}
              - {class: output, unit_price: 0}
        """;

    [Theory]
    [InlineData("maximum: 40", "40")]
    [InlineData("discount_amount: 10, discount_percent: 50", "20.5")]
    [InlineData("minimum: 100", "100")]
    [InlineData("free: 0", "51")]
    public void Terms_of_the_period_stand_on_what_its_events_come_to(string terms, string expected)
    {
        // 8, 20, 20 and 3.
        var line = Assert.Single(Billed.One(
            Plan(terms), "acme 2026-07-01 input=50", "acme 2026-07-02 input=1000", "acme 2026-07-03 input=170", "acme 2026-07-04 input=0").Lines);

        Assert.Equal(expected, $"{line.Exact / 1.000000000000m}");
        Assert.Equal(line.Exact, line.Steps.Sum(step => step.Total));
    }

    [Fact]
    public void A_version_that_follows_goes_on_from_what_its_forerunner_came_to()
    {
        var plan = Billed.Read($$"""
            {{Billed.Meters}}versions:
              1:
                effective_from: 2026-01-01T00:00:00Z
                charges: {fees: {meter: llm, prices: [{class: input, model: percentage, percent: 10, fixed: 3, event_maximum: 50, maximum: 40}] } }
              2:
                effective_from: 2026-07-15T00:00:00Z
                charges: {fees: {meter: llm, prices: [{class: input, model: percentage, percent: 20, fixed: 3, event_maximum: 50, maximum: 40}] } }
            """);

        // 33 before, and of 43 then only what is left to 40.
        Assert.Equal(40m, Billed.One(plan, "acme 2026-07-01 input=300", "acme 2026-07-20 input=200").Total);
    }

    [Theory]
    [InlineData("input=100 output=10", "5")]
    [InlineData("input=100 output=11", "25")]
    [InlineData("input=101 output=1", "25")]
    [InlineData("input=90", "5")]
    public void The_first_size_that_holds_the_levels_of_all_units_is_charged_once(string use, string expected) =>
        Assert.Equal(expected, $"{Billed.One(Billed.Plan(Sizes), $"acme 2026-07-01 {use}").Total / 1.000000000000m}");

    [Fact]
    public void Levels_are_those_of_the_whole_period_and_what_no_size_holds_is_unrated()
    {
        Assert.Equal(25m, Billed.One(Billed.Plan(Sizes), "acme 2026-07-01 input=60 output=1", "acme 2026-07-02 input=60 output=1").Total);

        var bill = Billed.One(Billed.Plan(Sizes), "acme 2026-07-01 input=1001 output=1");
        Assert.Contains("No size holds this much", Assert.Single(bill.Unrated).Detail, StringComparison.Ordinal);
    }

    private static Plan Plan(string terms) => Billed.Plan(Fees.Replace("TERMS", terms, StringComparison.Ordinal));
}
