using Farebox.Files.Conformance;

namespace Farebox.Tests.Conformance;

public sealed class CaseFileTests
{
    [Fact]
    public void A_good_file_has_nothing_wrong()
    {
        var folder = CaseSample.Read(CaseSample.Good);

        Assert.Empty(folder.Findings);
        Assert.True(ConformanceReport.Of(folder).IsGood);
    }

    [Theory]
    [InlineData("quantity: 3", "quantty: 3", "7:14", "the key \"quantty\" is not known here. Did you mean quantity?")]
    [InlineData("quantity: 3", "value: 3", "7:14", "value is not asked about with charge. Expected: quantity, quantities, parts, events, changes, before or period.")]
    [InlineData("inputs: {quantity: 3}", "inputs: {before: 3}", "6:7", "inputs say nothing of quantity, quantities, parts, events or changes")]
    [InlineData("quantity: 3", "quantity: 3, parts: [1]", "7:13", "only one of quantity, quantities, parts, events or changes may stand here")]
    [InlineData("amount: 6", "amount: six", "8:24", "\"six\" does not fit")]
    [InlineData("unit_price: 2", "unit_prise: 2", "6:", "unit_prise")]
    [InlineData("unit_price: 2", "unit_price: -2", "6:45", "")]
    [InlineData("model: per_unit", "model: per_units", "6:23", "There is no model 'per_units'")]
    [InlineData("charge:", "chrage:", "6:7", "Did you mean charge?")]
    [InlineData("topic: tiers", "topic: tiers\npreset: largo", "3:9", "Did you mean lago?")]
    [InlineData("    expected: {amount: 6}", "    expected: {}", "8:15", "this has nothing in it")]
    [InlineData("      charge: {model: per_unit, unit_price: 2}", "      charge: {model: per_unit, unit_price: 2}\n      currency: USD", "7:7", "currency does not go with charge")]
    public void A_mistake_is_named_with_its_place_and_what_was_expected(string text, string by, string at, string says)
    {
        Assert.Contains(text, CaseSample.Good, StringComparison.Ordinal);
        var folder = CaseSample.Read(CaseSample.Good.Replace(text, by, StringComparison.Ordinal));

        Assert.False(folder.IsValid);
        Assert.Contains(
            folder.Findings, finding => finding.ToString().StartsWith($"a.yaml:{at}", StringComparison.Ordinal) && finding.Text.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_case_that_stands_twice_is_refused()
    {
        var folder = CaseSample.Read(CaseSample.Good + "\n  one: {setup: {currency: USD}, expected: {decimals: 2}}");

        Assert.Contains("the key \"one\" is already in line 4", Assert.Single(folder.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_currency_without_decimal_places_is_refused() =>
        Assert.Contains(
            "is no currency of ISO 4217", Assert.Single(CaseSample.Case("{rounding: {currency: XXX}}", "{value: 1}", "{value: 1}").Findings).Text, StringComparison.Ordinal);

    [Fact]
    public void Terms_of_an_aggregation_that_do_not_go_together_are_refused() =>
        Assert.Equal(4, Assert.Single(CaseSample.Case("{aggregation: {kind: sum, percentile: 5}}", "{events: [1]}", "{value: 1}").Findings).Place.Line - 1);

    [Fact]
    public void A_quantity_of_a_charge_that_is_not_there_is_refused() =>
        Assert.Contains(
            "there is no charge \"b\" in this case. Expected: a.",
            Assert.Single(CaseSample.Case("{charges: {a: {model: flat, amount: 1}}}", "{quantities: {a: 1, b: 2}}", "{amount: 1}").Findings).Text,
            StringComparison.Ordinal);

    [Fact]
    public void A_period_that_ends_before_it_begins_is_refused() =>
        Assert.Equal(
            "a period ends later than it begins.",
            Assert.Single(CaseSample.Case("{aggregation: sum}", "{events: [1], period: {from: 2026-02-01T00:00:00Z, until: 2026-01-01T00:00:00Z}}", "{value: 1}").Findings).Text);

    [Fact]
    public void Rows_that_name_the_same_price_are_refused() =>
        Assert.Contains(
            "the card cannot be",
            Assert.Single(CaseSample.Case("{card: {rows: [{charge: {model: flat, amount: 1}}, {charge: {model: flat, amount: 2}}]}}", "{events: [1]}", "{amount: 1}").Findings).Text,
            StringComparison.Ordinal);
}
