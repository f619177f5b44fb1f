using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class PackageTests
{
    [Theory]
    [InlineData("0", PackageRounding.Up, "0")]
    [InlineData("25", PackageRounding.Up, "150")]
    [InlineData("20", PackageRounding.Up, "100")]
    [InlineData("20.001", PackageRounding.Up, "150")]
    [InlineData("25", PackageRounding.Down, "100")]
    [InlineData("25", PackageRounding.Nearest, "150")]
    [InlineData("24.999", PackageRounding.Nearest, "100")]
    public void A_package_that_is_only_begun_counts_as_the_terms_say(string quantity, PackageRounding rounding, string price) =>
        Assert.Equal(Number.Of(price), new PackageCharge(50m, 10m, rounding).Price(Number.Of(quantity), Some.Now, null));

    [Fact]
    public void Packages_are_counted_over_the_period()
    {
        var charge = new PackageCharge(15m, 10m);

        Assert.Equal(15m, charge.Price(5m, Some.Now with { Before = 17m }, null));
        Assert.Equal(0m, charge.Price(3m, Some.Now with { Before = 17m }, null));
    }

    [Fact]
    public void A_size_that_does_not_divide_is_counted_exactly()
    {
        var charge = new PackageCharge(1m, 0.000007m);

        Assert.Equal(1_000_000m, charge.Price(7m, Some.Now, null));
        Assert.Equal(1_000_001m, charge.Price(7.000001m, Some.Now, null));
    }

    [Theory]
    [InlineData(FreeUnits.BeforeRounding, "1")]
    [InlineData(FreeUnits.AfterRounding, "2")]
    public void Free_units_come_off_before_or_after_packages_are_made_whole(FreeUnits rule, string price) =>
        Assert.Equal(Number.Of(price), new AdjustedCharge(new PackageCharge(1m, 10m), 5m, rule).Price(15m, Some.Now, null));

    [Fact]
    public void A_package_has_a_size_and_a_price_within_bounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PackageCharge(1m, 0m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PackageCharge(-1m, 1m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PackageCharge(1m, 1m).Price(-1m, Some.Now, null));
    }
}
