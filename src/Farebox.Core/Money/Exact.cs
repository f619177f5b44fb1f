using System.Numerics;

namespace Farebox.Money;

/// <summary>Decimal arithmetic that is exact or does not happen. Plain <c>*</c> and <c>+</c> round in silence after 28 digits.</summary>
public static class Exact
{
    private static readonly BigInteger MantissaMax = (BigInteger.One << 96) - 1;

    /// <summary>The product, exactly.</summary>
    /// <exception cref="OverflowException">No <see cref="decimal"/> is the exact product.</exception>
    public static decimal Multiply(decimal price, decimal quantity) =>
        TryMultiply(price, quantity, out var product)
            ? product
            : throw new OverflowException($"{price} times {quantity} has no exact decimal product.");

    /// <summary>False, and zero, where no <see cref="decimal"/> is the exact product.</summary>
    public static bool TryMultiply(decimal price, decimal quantity, out decimal product)
    {
        if (price == 0m || quantity == 0m)
        {
            product = 0m;
            return true;
        }

        // The product of two mantissas that fit 96 bits together is exact; everything else is decided with all its digits.
        var scale = price.Scale + quantity.Scale;
        if (scale <= 28 && Bits(price) + Bits(quantity) <= 96)
        {
            product = price * quantity;
            return true;
        }

        return TryBuild(Mantissa(price) * Mantissa(quantity), scale, out product);
    }

    /// <summary>The sum, exactly.</summary>
    /// <exception cref="OverflowException">No <see cref="decimal"/> is the exact sum.</exception>
    public static decimal Add(decimal left, decimal right) =>
        TryAdd(left, right, out var sum)
            ? sum
            : throw new OverflowException($"{left} plus {right} has no exact decimal sum.");

    /// <summary>The difference, exactly.</summary>
    /// <exception cref="OverflowException">No <see cref="decimal"/> is the exact difference.</exception>
    public static decimal Subtract(decimal left, decimal right) => Add(left, -right);

    /// <summary>False, and zero, where no <see cref="decimal"/> is the exact sum.</summary>
    public static bool TryAdd(decimal left, decimal right, out decimal sum)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        if (IsFarFromOverflow(left) && IsFarFromOverflow(right))
        {
            sum = left + right;
            if (sum.Scale == scale) return true;
        }

        var aligned = (Mantissa(left) * BigInteger.Pow(10, scale - left.Scale))
            + (Mantissa(right) * BigInteger.Pow(10, scale - right.Scale));
        return TryBuild(aligned, scale, out sum);
    }

    private static bool IsFarFromOverflow(decimal value) => Math.Abs(value) < decimal.MaxValue / 2;

    private static int Bits(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        if (parts[2] != 0) return 64 + BitOperations.Log2(unchecked((uint)parts[2])) + 1;
        if (parts[1] != 0) return 32 + BitOperations.Log2(unchecked((uint)parts[1])) + 1;
        return BitOperations.Log2(unchecked((uint)parts[0])) + 1;
    }

    internal static BigInteger Mantissa(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = unchecked(((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0]);
        return parts[3] < 0 ? -magnitude : magnitude;
    }

    internal static bool TryBuild(BigInteger mantissa, int scale, out decimal value)
    {
        value = 0m;
        var magnitude = BigInteger.Abs(mantissa);
        while (scale > 0 && (scale > 28 || magnitude > MantissaMax))
        {
            magnitude = BigInteger.DivRem(magnitude, 10, out var lost);
            if (!lost.IsZero) return false;
            scale--;
        }

        if (magnitude > MantissaMax) return false;

        var low = unchecked((int)(uint)(magnitude & uint.MaxValue));
        var middle = unchecked((int)(uint)((magnitude >> 32) & uint.MaxValue));
        var high = unchecked((int)(uint)(magnitude >> 64));
        value = new(low, middle, high, mantissa.Sign < 0, (byte)scale);
        return true;
    }
}
