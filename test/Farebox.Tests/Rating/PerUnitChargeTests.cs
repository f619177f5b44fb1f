using Farebox.Money;
using Farebox.Rating;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Rating;

public sealed class PerUnitChargeTests
{
    private static readonly PriceContext Now = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    private static Gen<decimal> Quantity =>
        from whole in Gen.Choose(0, 1_000_000_000)
        from millionths in Gen.Choose(0, 999_999)
        select whole + (millionths / 1_000_000m);

    private static Gen<decimal> Price =>
        from whole in Gen.Choose(0, 9)
        from billionths in Gen.Choose(0, 999_999_999)
        select whole + (billionths / 1_000_000_000m);

    [Fact]
    public void Every_unit_costs_the_unit_price() => Assert.Equal(0.000228m, new PerUnitCharge(0.00000015m).Price(1520m, Now, null));

    [Fact]
    public void A_quantity_priced_in_parts_costs_what_it_costs_at_once() =>
        Prop.ForAll(Quantity.ToArbitrary(), Quantity.ToArbitrary(), Price.ToArbitrary(), (first, second, price) =>
        {
            var charge = new PerUnitCharge(price);
            return Exact.Add(charge.Price(first, Now, null), charge.Price(second, Now, null)) == charge.Price(first + second, Now, null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rounded_in_parts_it_would_not() =>
        Assert.NotEqual(decimal.Round(0.5m, 0, MidpointRounding.AwayFromZero) * 2, decimal.Round(1m, 0, MidpointRounding.AwayFromZero));

    [Fact]
    public void The_working_sums_to_the_price()
    {
        var working = new Working();
        var price = new PerUnitCharge(0.25m).Price(3m, Now, working);

        Assert.Equal([new PricedStep("per unit", 3m, 0.25m, 0.75m)], working.Steps);
        Assert.Equal(price, working.Steps.Sum(step => step.Total));
    }

    [Fact]
    public void A_negative_quantity_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerUnitCharge(1m).Price(-1m, Now, null));

    [Fact]
    public void A_price_that_has_no_exact_decimal_is_refused() =>
        Assert.Throws<OverflowException>(() => new PerUnitCharge(999_999_999.999999999999m).Price(999_999_999_999.999999m, Now, null));

    [Theory]
    [InlineData("999999999.999999999999", true)]
    [InlineData("0", true)]
    [InlineData("1000000000", false)]
    [InlineData("-0.01", false)]
    public void A_unit_price_has_bounds(string text, bool isGood)
    {
        Assert.True(DecimalText.TryParse(text, out var price));
        Assert.Equal(isGood, Record.Exception(() => new PerUnitCharge(price)) is null);
    }

    [Fact]
    public void A_price_finer_than_twelve_places_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerUnitCharge(0.0000000000001m));

    [Theory]
    [InlineData("0.15", 1_000_000, "0.00000015")]
    [InlineData("3", 1, "3")]
    [InlineData("999999999.5", 1_000_000_000, "0.9999999995")]
    [InlineData("0.0001", 1_000_000_000, null)]
    [InlineData("0.001", 1_000_000_000, "0.000000000001")]
    [InlineData("1", 7, null)]
    [InlineData("1", 0, null)]
    [InlineData("1", -10, null)]
    [InlineData("1", 10_000_000_000, null)]
    [InlineData("-1", 10, null)]
    [InlineData("1000000000", 1, null)]
    [InlineData("0", 1000, "0")]
    public void A_price_per_many_is_brought_to_one_unit_exactly_or_not_at_all(string amount, long per, string? expected)
    {
        Assert.True(DecimalText.TryParse(amount, out var value));
        Assert.Equal(expected is not null, UnitPrice.TryCreate(value, per, out var price));
        Assert.Equal(expected ?? "0", DecimalText.Format(price));
    }
}
