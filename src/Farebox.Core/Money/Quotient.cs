using System.Numerics;

namespace Farebox.Money;

/// <summary>Rounding of exact numbers and quotients to decimal places, decided with all digits.</summary>
public static class Quotient
{
    /// <summary>The value over the divisor, rounded once.</summary>
    /// <param name="divisor">Not zero.</param>
    /// <param name="places">Decimal places to keep, -28 to 28; -2 keeps hundreds.</param>
    /// <exception cref="OverflowException">The result does not fit in a <see cref="decimal"/>.</exception>
    public static decimal Round(decimal value, decimal divisor, int places, RoundingRule rule)
    {
        ArgumentOutOfRangeException.ThrowIfZero(divisor);
        ArgumentOutOfRangeException.ThrowIfLessThan(places, -28);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, 28);

        // value/divisor × 10^places as one whole number over another.
        var numerator = Exact.Mantissa(value) * BigInteger.Pow(10, divisor.Scale + Math.Max(places, 0));
        var denominator = Exact.Mantissa(divisor) * BigInteger.Pow(10, value.Scale + Math.Max(-places, 0));
        var isNegative = numerator.Sign * denominator.Sign < 0;
        var whole = BigInteger.DivRem(BigInteger.Abs(numerator), BigInteger.Abs(denominator), out var rest);
        if (MovesOn(whole, rest, BigInteger.Abs(denominator), rule)) whole++;

        if (places < 0) (whole, places) = (whole * BigInteger.Pow(10, -places), 0);
        return Exact.TryBuild(isNegative ? -whole : whole, places, out var rounded)
            ? rounded
            : throw new OverflowException($"{value} over {divisor} does not fit with {places} decimal places.");
    }

    /// <inheritdoc cref="Round(decimal, decimal, int, RoundingRule)"/>
    public static decimal Round(decimal value, int places, RoundingRule rule) => Round(value, 1m, places, rule);

    private static bool MovesOn(BigInteger whole, BigInteger rest, BigInteger denominator, RoundingRule rule) => rule switch
    {
        RoundingRule.Down => false,
        RoundingRule.Up => !rest.IsZero,
        RoundingRule.HalfEven => (rest * 2).CompareTo(denominator) is var side && (side > 0 || (side == 0 && !whole.IsEven)),
        _ => rest * 2 >= denominator,
    };
}
