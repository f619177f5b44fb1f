using System.Numerics;
using Farebox.Money;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Quantities as whole numbers of 10⁻¹², so that sums of any number of readings are exact in any order.</summary>
internal static class QuantityUnits
{
    public const int Places = 12;

    /// <summary>Above every quantity: 10¹⁵. Sums of 10¹¹ such readings still fit.</summary>
    public const decimal End = 1_000_000_000_000_000m;

    /// <exception cref="ArgumentOutOfRangeException">It has more than 15 integer digits or 12 decimal places.</exception>
    public static Int128 Of(decimal quantity)
    {
        return quantity is < End and > -End ? OfTotal(quantity) : throw new ArgumentOutOfRangeException(nameof(quantity), "A quantity has at most 15 integer digits.");
    }

    /// <summary>The same of a sum, which may be larger.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more than 12 decimal places.</exception>
    /// <exception cref="OverflowException">It has more digits than 128 bits.</exception>
    public static Int128 OfTotal(decimal total)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(total, parts);
        var magnitude = unchecked(new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
        var scale = total.Scale;
        if (scale > Places)
        {
            var (whole, lost) = UInt128.DivRem(magnitude, (ulong)PowerOfTen.Long(scale - Places));
            if (lost != 0) throw new ArgumentOutOfRangeException(nameof(total), $"A quantity has at most {Places} decimal places.");
            (magnitude, scale) = (whole, Places);
        }

        var units = (Int128)(magnitude * (ulong)PowerOfTen.Long(Places - scale));
        return parts[3] < 0 ? -units : units;
    }

    /// <exception cref="OverflowException">It has more digits than a decimal.</exception>
    public static decimal ToDecimal(Int128 units) => Build(units, Places);

    /// <summary>A quotient, rounded once.</summary>
    /// <param name="numerator">Of any sign.</param>
    /// <param name="denominator">Above zero.</param>
    /// <param name="rounding">To how many places, and which way.</param>
    /// <exception cref="OverflowException">It has more digits than a decimal.</exception>
    public static decimal Divide(BigInteger numerator, BigInteger denominator, QuantityRounding rounding)
    {
        var whole = BigInteger.DivRem(numerator * PowerOfTen.Long(rounding.Places), denominator, out var rest);
        return Build(whole + Step(whole, rest, denominator, rounding.Rule), rounding.Places);
    }

    // What is added to the quotient towards zero: nothing, or one away from zero.
    private static int Step(BigInteger whole, BigInteger rest, BigInteger denominator, MidpointRounding rule)
    {
        if (rest.IsZero) return 0;

        var half = (BigInteger.Abs(rest) * 2).CompareTo(denominator);
        var isAway = rule switch
        {
            MidpointRounding.ToZero => false,
            MidpointRounding.ToPositiveInfinity => rest.Sign > 0,
            MidpointRounding.ToNegativeInfinity => rest.Sign < 0,
            MidpointRounding.ToEven => half > 0 || (half == 0 && !whole.IsEven),
            _ => half >= 0,
        };
        return isAway ? rest.Sign : 0;
    }

    private static decimal Build(BigInteger units, int places)
    {
        // Without the zeros at its end it multiplies faster, and may fit where it would not.
        while (places > 0)
        {
            var shorter = BigInteger.DivRem(units, 10, out var digit);
            if (!digit.IsZero) break;
            (units, places) = (shorter, places - 1);
        }

        // The conversion refuses what 96 bits do not hold.
        Span<int> parts = stackalloc int[4];
        decimal.GetBits((decimal)BigInteger.Abs(units), parts);
        return new(parts[0], parts[1], parts[2], units.Sign < 0, (byte)places);
    }
}
