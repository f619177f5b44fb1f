using Farebox.Money;
using Farebox.PriceMaps;

namespace Farebox.IntegrationTests.PriceMaps;

public sealed class PriceNumberTests
{
    [Theory]
    [InlineData("1.5e-07", 0, "0.00000015")]
    [InlineData("1.50E-7", 0, "0.00000015")]
    [InlineData("2.9999900000000002e-06", 0, "0.0000029999900000000002")]
    [InlineData("0.1", 0, "0.1")]
    [InlineData("3", 6, "0.000003")]
    [InlineData("0.075", 6, "0.000000075")]
    [InlineData("12.5e1", 0, "125")]
    [InlineData("-0.0", 0, "0")]
    [InlineData("0e-999", 0, "0")]
    [InlineData("1e+2", 0, "100")]
    [InlineData("-2.5e-06", 0, "-0.0000025")]
    public void A_number_is_read_to_the_digit(string token, int shift, string expected)
    {
        Assert.True(PriceNumber.TryParse(token, shift, out var value));
        Assert.Equal(expected, DecimalText.Format(value));
    }

    [Theory]
    [InlineData("1e-29")]
    [InlineData("1e29")]
    [InlineData("1e99999999999")]
    [InlineData("1.00000000000000000000000000000001")]
    public void A_number_that_does_not_fit_is_not_rounded(string token) => Assert.False(PriceNumber.TryParse(token, 0, out _));
}
