using System.Numerics;

namespace Farebox.Tests.Metering.Expressions;

/// <summary>A number as one whole number over another, of any size, in lowest terms.</summary>
internal readonly record struct Ratio
{
    private Ratio(BigInteger numerator, BigInteger denominator)
    {
        var shared = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, Denominator) = (numerator / shared, denominator / shared);
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public Ratio Negated => new(-Numerator, Denominator);

    public static Ratio Of(decimal number) => new(new BigInteger(number * (decimal)BigInteger.Pow(10, number.Scale)), BigInteger.Pow(10, number.Scale));

    public static Ratio operator +(Ratio left, Ratio right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Ratio operator *(Ratio left, Ratio right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public Ratio Over(Ratio other) => new(Numerator * other.Denominator, Denominator * other.Numerator);

    public bool IsBelow(Ratio other) => Numerator * other.Denominator < other.Numerator * Denominator;

    public Ratio Floor(Slip slip)
    {
        var whole = BigInteger.DivRem(Numerator, Denominator, out var rest);
        return new(rest.Sign < 0 && slip != Slip.FloorTowardsZero ? whole - 1 : whole, 1);
    }

    public Ratio Rounded(int places, Slip slip)
    {
        var power = BigInteger.Pow(10, places);
        var whole = BigInteger.DivRem(BigInteger.Abs(Numerator) * power, Denominator, out var rest);
        var half = (rest * 2).CompareTo(Denominator);
        if (half > 0 || (half == 0 && (slip != Slip.HalfToEven || !whole.IsEven))) whole += 1;
        return new(whole * Numerator.Sign, power);
    }
}
