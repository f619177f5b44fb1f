using System.Globalization;
using Farebox.Money;

namespace Farebox.Tests.Money;

public sealed class QuotientTests
{
    [Theory]
    [InlineData("1.221", 2, RoundingRule.Up, "1.23")]
    [InlineData("-1.221", 2, RoundingRule.Up, "-1.23")]
    [InlineData("-1.225", 2, RoundingRule.HalfAwayFromZero, "-1.23")]
    [InlineData("1.225", 2, RoundingRule.HalfEven, "1.22")]
    [InlineData("1.2250000001", 2, RoundingRule.HalfEven, "1.23")]
    [InlineData("123.456", -2, RoundingRule.Up, "200")]
    [InlineData("123.456", -2, RoundingRule.Down, "100")]
    [InlineData("-0.3", 0, RoundingRule.HalfAwayFromZero, "0")]
    public void A_number_is_rounded_once_by_the_rule(string value, int places, RoundingRule rule, string rounded) =>
        Assert.Equal(N(rounded), Quotient.Round(N(value), places, rule));

    [Theory]
    [InlineData("1", "3", 2, RoundingRule.HalfAwayFromZero, "0.33")]
    [InlineData("2", "3", 2, RoundingRule.HalfAwayFromZero, "0.67")]
    [InlineData("1", "8", 2, RoundingRule.HalfEven, "0.12")]
    [InlineData("10", "5", 0, RoundingRule.Up, "2")]
    [InlineData("999999999999", "7", 12, RoundingRule.Down, "142857142857")]
    public void A_quotient_is_decided_with_all_its_digits(string value, string divisor, int places, RoundingRule rule, string rounded) =>
        Assert.Equal(N(rounded), Quotient.Round(N(value), N(divisor), places, rule));

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Quotient.Round(1m, 0m, 0, RoundingRule.Up));
        Assert.Throws<OverflowException>(() => Quotient.Round(decimal.MaxValue, 0.1m, 0, RoundingRule.Up));
    }

    private static decimal N(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
