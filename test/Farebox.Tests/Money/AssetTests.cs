using Farebox.Money;

namespace Farebox.Tests.Money;

public sealed class AssetTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1credit")]
    [InlineData("_credit")]
    [InlineData("cre dit")]
    [InlineData("crédit")]
    [InlineData("credit.x")]
    [InlineData("a23456789012345678901234567890123")]
    public void A_code_outside_its_alphabet_or_length_is_refused(string code) =>
        Assert.Throws<ArgumentException>(() => new Asset(code, 6, AssetKind.Unit));

    [Theory]
    [InlineData("c")]
    [InlineData("USD")]
    [InlineData("gpu_second-A100")]
    [InlineData("a2345678901234567890123456789012")]
    public void A_code_inside_them_is_taken(string code) => Assert.Equal(code, new Asset(code, 6, AssetKind.Unit).Code);

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void A_scale_the_ledger_cannot_hold_is_refused(int scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Asset("credit", scale, AssetKind.Unit));

    [Theory]
    [InlineData("USD", AssetKind.Currency, 9)]
    [InlineData("KWD", AssetKind.Currency, 9)]
    [InlineData("JPY", AssetKind.Currency, 6)]
    [InlineData("credit", AssetKind.Unit, 6)]
    [InlineData("usd", AssetKind.Unit, 6)]
    [InlineData("XAU", AssetKind.Unit, 6)]
    public void A_code_implies_its_kind_and_its_scale(string code, AssetKind kind, int scale)
    {
        Assert.Equal(kind, Asset.DefaultKind(code));
        Assert.Equal(scale, Asset.DefaultScale(code, kind));
    }

    [Theory]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    [InlineData("XXX", null)]
    [InlineData("QQQ", null)]
    public void Minor_units_are_those_of_the_standard(string code, int? places) => Assert.Equal(places, Iso4217.MinorUnits(code));

    [Fact]
    public void Units_per_whole_follow_the_scale()
    {
        Assert.Equal(1, new Asset("seat", 0, AssetKind.Unit).UnitsPerWhole);
        Assert.Equal(1_000_000_000, new Asset("USD", 9, AssetKind.Currency).UnitsPerWhole);
    }
}
