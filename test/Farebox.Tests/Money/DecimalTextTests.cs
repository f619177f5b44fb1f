using System.Globalization;
using System.Numerics;
using System.Text;
using Farebox.Money;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Money;

public sealed class DecimalTextTests
{
    private static readonly Asset Credit = new("credit", 6, AssetKind.Unit);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("-1.25", "-1.25")]
    [InlineData("0.000000000001", "0.000000000001")]
    [InlineData("999999999999.999999999999", "999999999999.999999999999")]
    [InlineData("-999999999999.999999999999", "-999999999999.999999999999")]
    public void A_plain_decimal_is_read_exactly_and_written_without_trailing_zeros(string text, string canonical)
    {
        Assert.True(DecimalText.TryParse(text, out var fromChars));
        Assert.True(DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out var fromBytes));
        Assert.Equal(decimal.Parse(text, CultureInfo.InvariantCulture), fromChars);
        Assert.Equal(fromChars, fromBytes);
        Assert.Equal(canonical, DecimalText.Format(fromChars));
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.000")]
    public void Zero_has_no_sign(string text)
    {
        Assert.True(DecimalText.TryParse(text, out var zero));
        Assert.False(decimal.IsNegative(zero));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1\0")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("1-")]
    [InlineData("(1)")]
    [InlineData("$1")]
    [InlineData("١")]
    [InlineData("１")]
    [InlineData("−1")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData("01")]
    [InlineData("00")]
    [InlineData("-01")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1..5")]
    [InlineData("1.5.5")]
    [InlineData("1e3")]
    [InlineData("1.5E-3")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1234567890123")]
    [InlineData("79228162514264337593543950335.4")]
    [InlineData("0.0000000000001")]
    [InlineData("1.0000000000000000000000000000000001")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(DecimalText.TryParse(text, out _));
        Assert.False(DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void The_runtime_own_parser_would_have_taken_a_number_with_a_NUL_after_it() =>
        Assert.True(decimal.TryParse("1\0", NumberStyles.None, CultureInfo.InvariantCulture, out _));

    [Theory]
    [InlineData("1.25", 1_250_000)]
    [InlineData("1.2500000", 1_250_000)]
    [InlineData("-0.000001", -1)]
    [InlineData("999999999999", 999_999_999_999_000_000)]
    public void Whole_units_become_smallest_units(string text, long expected)
    {
        Assert.Equal(AmountError.None, DecimalText.ParseUnits(text, Credit, out var units));
        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData("1.0000001", 6, AmountError.TooManyDecimals)]
    [InlineData("0.5", 0, AmountError.TooManyDecimals)]
    [InlineData("1234567890123", 6, AmountError.OutOfRange)]
    [InlineData("1234567890123.5", 6, AmountError.OutOfRange)]
    [InlineData("9223372036.854775808", 9, AmountError.OutOfRange)]
    [InlineData("-9223372036.854775809", 9, AmountError.OutOfRange)]
    [InlineData("1,5", 6, AmountError.Invalid)]
    [InlineData("", 6, AmountError.Invalid)]
    public void Units_that_do_not_fit_are_named_and_never_rounded(string text, int scale, AmountError expected)
    {
        Assert.Equal(expected, DecimalText.ParseUnits(text, new("x", scale, AssetKind.Unit), out var units));
        Assert.Equal(0, units);
    }

    [Theory]
    [InlineData("9223372036.854775807", long.MaxValue)]
    [InlineData("-9223372036.854775808", long.MinValue)]
    public void The_last_unit_that_fits_is_taken(string text, long expected)
    {
        Assert.Equal(AmountError.None, DecimalText.ParseUnits(text, new("x", 9, AssetKind.Unit), out var units));
        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData(0, 6, "0")]
    [InlineData(5, 2, "0.05")]
    [InlineData(100, 2, "1")]
    [InlineData(-1, 9, "-0.000000001")]
    [InlineData(120, 0, "120")]
    [InlineData(long.MinValue, 9, "-9223372036.854775808")]
    [InlineData(long.MaxValue, 0, "9223372036854775807")]
    public void Units_are_written_plainly(long units, int scale, string expected) =>
        Assert.Equal(expected, DecimalText.Format(units, scale));

    [Fact]
    public void The_widest_sums_are_written_too()
    {
        Assert.Equal("-170141183460469231731687303715.884105728", DecimalText.Format(Int128.MinValue, 9));
        Assert.Equal("79228162514264337593543950335", DecimalText.Format(decimal.MaxValue));
        Assert.Equal("0.0000000000000000000000000001", DecimalText.Format(new decimal(1, 0, 0, false, 28)));
    }

    [Fact]
    public void A_text_that_does_not_fit_is_not_written_in_part()
    {
        Span<byte> room = stackalloc byte[4];
        Assert.False(DecimalText.TryFormat(12345L, 0, room, out var written));
        Assert.Equal(0, written);
        Assert.Equal(new byte[4], room.ToArray());
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_units() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<long>().Generator.ToArbitrary(),
            Gen.Choose(0, 9).ToArbitrary(),
            (units, scale) =>
            {
                var whole = BigInteger.Abs(units) / BigInteger.Pow(10, scale);
                var error = DecimalText.ParseUnits(DecimalText.Format(units, scale), new("x", scale, AssetKind.Unit), out var read);
                return whole >= 1_000_000_000_000 ? error == AmountError.OutOfRange : error == AmountError.None && read == units;
            }).QuickCheckThrowOnFailure();
}
