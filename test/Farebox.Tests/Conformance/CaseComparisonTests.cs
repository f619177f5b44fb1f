using Farebox.Files.Conformance;

namespace Farebox.Tests.Conformance;

public sealed class CaseComparisonTests
{
    private const string PerUnit = "{charge: {model: per_unit, unit_price: 2}}";

    [Theory]
    [InlineData("{amount: 6}")]
    [InlineData("{amount: 6.00}")]
    [InlineData("{amount: \"6\", amounts: [6]}")]
    public void Numbers_are_compared_by_value(string expected) => Assert.Equal(ConformanceVerdict.Passed, CaseSample.Run(PerUnit, "{quantity: 3}", expected).Verdict);

    [Theory]
    [InlineData("{amount: 6.0000001}", "amount: expected 6.0000001, and this came out: 6")]
    [InlineData("{amounts: [6, 0]}", "amounts: expected [6, 0], and this came out: [6]")]
    [InlineData("{amounts: [5]}", "amounts[1]: expected 5, and this came out: 6")]
    [InlineData("{value: 6}", "value: expected 6, and this came out: nothing")]
    [InlineData("{refused: terms}", "refused: expected terms, and this came out: nothing")]
    public void A_difference_says_where_it_is(string expected, string difference) =>
        Assert.Equal([difference], CaseSample.Run(PerUnit, "{quantity: 3}", expected).Differences.ToArray());

    [Fact]
    public void Terms_that_are_expected_to_be_refused_and_are_not_fail() =>
        Assert.Equal(ConformanceVerdict.Failed, CaseSample.Run(PerUnit, "{}", "{refused: terms}").Verdict);

    [Fact]
    public void A_price_that_has_more_digits_than_a_decimal_is_refused_and_not_cut() =>
        Assert.Equal(
            "quantity", CaseSample.Run("{charge: {model: per_unit, unit_price: 999999999.999999999999}}", "{quantity: 999999999999.999999999999}", "{amount: 0}").Actual["refused"]!.ToString());

    [Fact]
    public void A_use_that_no_row_prices_is_refused_and_not_free() =>
        Assert.Equal(
            "quantity",
            CaseSample.Run("{card: {rows: [{when: {model: a}, charge: {model: flat, amount: 1}}]}}", "{events: [{dimensions: {model: b}}]}", "{refused: quantity}").Actual["refused"]!.ToString());

    [Theory]
    [InlineData("{quantities: {inptu: 5}}")]
    [InlineData("{quantities: {input: 1, inptu: 5}}")]
    [InlineData("{quantity: 5}")]
    [InlineData("{quantity: many}")]
    public void A_class_that_the_card_does_not_have_is_refused_and_not_left_out(string item) =>
        Assert.Equal(
            ConformanceVerdict.Passed,
            CaseSample.Run("{card: {rows: [{class: input, charge: {model: per_unit, unit_price: 1}}]}}", $"{{events: [{item}]}}", "{refused: quantity}").Verdict);

    [Fact]
    public void A_quantity_that_is_no_number_is_counted_and_left_out()
    {
        var result = CaseSample.Run("{aggregation: {kind: sum}}", "{events: [1, many, 2]}", "{value: 3, unrated: 1}");

        Assert.Equal(ConformanceVerdict.Passed, result.Verdict);
    }
}
