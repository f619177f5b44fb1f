using Farebox.Money;

namespace Farebox.Tests.Money;

public sealed class AmountTests
{
    private static readonly Asset Credit = new("credit", 6, AssetKind.Unit);
    private static readonly Asset Dollar = new("USD", 9, AssetKind.Currency);

    [Fact]
    public void An_amount_says_its_number_and_its_asset() =>
        Assert.Equal("1.25 credit", Amount.FromUnits(Credit, 1_250_000).ToString());

    [Theory]
    [InlineData("0.0000005", 1)]
    [InlineData("-0.0000005", -1)]
    [InlineData("0.00000049999", 0)]
    [InlineData("12.3456785", 12_345_679)]
    public void Half_a_unit_rounds_away_from_zero(string price, long units)
    {
        Assert.True(DecimalText.TryParse(price, out var value));
        Assert.Equal(units, Amount.Round(Credit, value, Amount.DefaultRounding).Units);
    }

    [Fact]
    public void Another_rule_gives_another_amount() =>
        Assert.Equal(0, Amount.Round(Credit, 0.0000005m, MidpointRounding.ToEven).Units);

    [Theory]
    [InlineData("9223372036.8547758074", true)]
    [InlineData("9223372036.8547758075", false)]
    [InlineData("999999999999", false)]
    public void A_price_beyond_64_bits_of_units_is_refused(string price, bool fits)
    {
        Assert.True(DecimalText.TryParse(price, out var value));
        var error = Record.Exception(() => Amount.Round(Dollar, value, Amount.DefaultRounding));
        Assert.Equal(fits, error is null);
        if (!fits) Assert.IsType<OverflowException>(error);
    }

    [Fact]
    public void The_greatest_decimal_is_refused_and_does_not_wrap() =>
        Assert.Throws<OverflowException>(() => Amount.Round(Dollar, decimal.MaxValue, Amount.DefaultRounding));

    [Fact]
    public void Adding_past_the_greatest_amount_is_refused() =>
        Assert.Throws<OverflowException>(() => Amount.FromUnits(Credit, long.MaxValue) + Amount.FromUnits(Credit, 1));

    [Fact]
    public void Negating_the_least_amount_is_refused() =>
        Assert.Throws<OverflowException>(() => -Amount.FromUnits(Credit, long.MinValue));

    [Fact]
    public void Two_assets_do_not_mix()
    {
        var (credit, dollar) = (Amount.FromUnits(Credit, 1), Amount.FromUnits(Dollar, 1));

        Assert.Throws<ArgumentException>(() => credit + dollar);
        Assert.Throws<ArgumentException>(() => credit < dollar);
        Assert.NotEqual(credit, dollar);
    }

    [Fact]
    public void The_same_asset_from_two_places_mixes() =>
        Assert.Equal(Amount.FromUnits(Credit, 3), Amount.FromUnits(Credit, 1) + Amount.FromUnits(new("credit", 6, AssetKind.Unit), 2));

    [Fact]
    public void An_amount_without_an_asset_cannot_be_used() =>
        Assert.Throws<InvalidOperationException>(() => default(Amount) + default(Amount));

    [Fact]
    public void An_amount_in_whole_units_is_exact() =>
        Assert.Equal(-9223372036.854775808m, Amount.FromUnits(Dollar, long.MinValue).ToDecimal());
}
