using System.Numerics;
using Farebox.Money;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Money;

public sealed class ExactTests
{
    private static readonly Gen<decimal> AnyDecimal =
        from low in Bits from middle in Bits from high in Bits
        from size in Gen.Choose(1, 3)
        from isNegative in Gen.Elements(true, false)
        from scale in Gen.Choose(0, 28)
        select new decimal(low, size > 1 ? middle : 0, size > 2 ? high : 0, isNegative, (byte)scale);

    private static Gen<int> Bits => Gen.OneOf(Gen.Choose(int.MinValue, int.MaxValue), Gen.Elements(0, 1, -1, 10, 1_000_000));

    [Fact]
    public void A_price_times_a_quantity_keeps_every_digit() =>
        Assert.Equal(0.000000000001000001m, Exact.Multiply(0.000000000001m, 1.000001m));

    [Fact]
    public void A_product_that_would_be_rounded_is_refused()
    {
        const decimal Fine = 0.000000000000001m;

        Assert.False(Exact.TryMultiply(Fine, Fine, out var product));
        Assert.Equal(0m, product);
        Assert.Throws<OverflowException>(() => Exact.Multiply(Fine, Fine));
    }

    [Fact]
    public void Plain_multiplication_would_have_made_it_free() =>
        Assert.Equal(0m, 0.000000000000001m * 0.000000000000001m);

    [Fact]
    public void A_product_beyond_the_range_is_refused() =>
        Assert.Throws<OverflowException>(() => Exact.Multiply(decimal.MaxValue, 2m));

    [Fact]
    public void Zero_times_anything_is_zero() =>
        Assert.Equal(0m, Exact.Multiply(new(1, 0, 0, false, 28), 0.0000000000000000000000000000m));

    [Fact]
    public void Trailing_zeros_do_not_make_a_product_inexact() =>
        Assert.Equal(0.25m, Exact.Multiply(0.5000000000000000000000000000m, 0.5000000000000000000000000000m));

    [Fact]
    public void A_sum_that_would_be_rounded_is_refused() =>
        Assert.Throws<OverflowException>(() => Exact.Add(decimal.MaxValue, 0.1m));

    [Fact]
    public void Plain_addition_would_have_lost_the_tenth() => Assert.Equal(decimal.MaxValue, decimal.MaxValue + 0.1m);

    [Fact]
    public void A_product_is_what_whole_number_arithmetic_says_or_there_is_none() =>
        Prop.ForAll(AnyDecimal.ToArbitrary(), AnyDecimal.ToArbitrary(), (left, right) =>
        {
            var (a, b) = (Fraction.Of(left), Fraction.Of(right));
            return Agrees(new(a.Numerator * b.Numerator, a.Scale + b.Scale), Exact.TryMultiply(left, right, out var product), product);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_is_what_whole_number_arithmetic_says_or_there_is_none() =>
        Prop.ForAll(AnyDecimal.ToArbitrary(), AnyDecimal.ToArbitrary(), (left, right) =>
        {
            var (a, b) = (Fraction.Of(left).At(28), Fraction.Of(right).At(28));
            return Agrees(new(a + b, 28), Exact.TryAdd(left, right, out var sum), sum);
        }).QuickCheckThrowOnFailure();

    private static bool Agrees(Fraction expected, bool isExact, decimal actual) =>
        isExact == expected.FitsDecimal && (!isExact || Fraction.Of(actual).At(56) == expected.At(56));

    private readonly record struct Fraction(BigInteger Numerator, int Scale)
    {
        public bool FitsDecimal
        {
            get
            {
                var (numerator, scale) = (BigInteger.Abs(Numerator), Scale);
                while (scale > 0 && numerator % 10 == 0) (numerator, scale) = (numerator / 10, scale - 1);
                return scale <= 28 && numerator < BigInteger.One << 96;
            }
        }

        public static Fraction Of(decimal value)
        {
            var parts = decimal.GetBits(value);
            var magnitude = unchecked(((BigInteger)(uint)parts[2] << 64) + ((BigInteger)(uint)parts[1] << 32) + (uint)parts[0]);
            return new(parts[3] < 0 ? -magnitude : magnitude, value.Scale);
        }

        public BigInteger At(int scale) => Numerator * BigInteger.Pow(10, scale - Scale);
    }
}
