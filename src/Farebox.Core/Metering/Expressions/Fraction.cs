namespace Farebox.Metering.Expressions;

/// <summary>An exact number on its way through an expression: a whole number over another, in lowest terms.</summary>
/// <remarks>
/// Nothing is rounded unless the expression says so. Both parts have at most 36 digits; an operation whose numbers would need more says so
/// instead of losing any. Allocates nothing. Arguments are values, because a result may take the place of one.
/// </remarks>
internal readonly record struct Fraction
{
    public const int DigitsMax = 36;

    private static readonly UInt128 PartMax = UInt128.Parse("1000000000000000000000000000000000000", null) - 1;
    private static readonly UInt128 Narrow = 1_000_000_000_000_000_000;

    private Fraction(Int128 numerator, Int128 denominator) => (Numerator, Denominator) = (numerator, denominator);

    public static Fraction Zero { get; } = new(0, 1);

    public Int128 Numerator { get; }

    /// <summary>Above zero.</summary>
    public Int128 Denominator { get; }

    public bool IsZero => Numerator == 0;

    public bool IsNegative => Numerator < 0;

    public Fraction Negated => new(-Numerator, Denominator);

    /// <param name="value">At most 28 decimal places and 96 bits, so that it always fits.</param>
    public static Fraction Of(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = unchecked(new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
        var numerator = parts[3] < 0 ? -(Int128)magnitude : (Int128)magnitude;
        return value.Scale == 0 ? new(numerator, 1) : Reduced(numerator, (Int128)Power(value.Scale));
    }

    /// <summary>A whole number over a power of ten.</summary>
    public static Fraction Of(UInt128 digits, int places) => Reduced((Int128)digits, (Int128)Power(places));

    public static bool TryAdd(Fraction left, Fraction right, out Fraction sum)
    {
        sum = default;
        var shared = Divisor(left.Denominator, right.Denominator);
        if (!TryMultiply(left.Numerator, right.Denominator / shared, out var first)) return false;
        if (!TryMultiply(right.Numerator, left.Denominator / shared, out var second)) return false;
        if (!TryMultiply(left.Denominator, right.Denominator / shared, out var denominator)) return false;

        // Two numbers of 36 digits never leave 128 bits together.
        sum = Reduced(first + second, denominator);
        return Fits(sum.Numerator);
    }

    public static bool TryMultiply(Fraction left, Fraction right, out Fraction product)
    {
        product = default;
        var (across, back) = (Divisor(left.Numerator, right.Denominator), Divisor(right.Numerator, left.Denominator));
        if (!TryMultiply(left.Numerator / across, right.Numerator / back, out var numerator)) return false;
        if (!TryMultiply(left.Denominator / back, right.Denominator / across, out var denominator)) return false;

        product = new(numerator, numerator == 0 ? 1 : denominator);
        return true;
    }

    /// <summary>The caller has seen that <paramref name="right"/> is not zero.</summary>
    public static bool TryDivide(Fraction left, Fraction right, out Fraction quotient) =>
        TryMultiply(left, right.IsNegative ? new(-right.Denominator, -right.Numerator) : new(right.Denominator, right.Numerator), out quotient);

    /// <summary>The largest whole number that is not above it.</summary>
    public Fraction Floor()
    {
        var (whole, rest) = Int128.DivRem(Numerator, Denominator);
        return new(rest < 0 ? whole - 1 : whole, 1);
    }

    /// <summary>The smallest whole number that is not below it.</summary>
    public Fraction Ceiling()
    {
        var (whole, rest) = Int128.DivRem(Numerator, Denominator);
        return new(rest > 0 ? whole + 1 : whole, 1);
    }

    /// <summary>To so many decimal places, half away from zero.</summary>
    public static bool TryRound(Fraction value, int places, out Fraction rounded)
    {
        rounded = default;
        if (!value.TryScaled(places, out var scaled)) return false;

        rounded = Reduced(scaled, (Int128)Power(places));
        return true;
    }

    /// <summary>How many units of so many decimal places it comes to, half away from zero.</summary>
    public bool TryScaled(int places, out Int128 units)
    {
        units = 0;
        var (whole, rest) = Int128.DivRem(Numerator, Denominator);
        if (!TryMultiply(whole, (Int128)Power(places), out var upper) || !TryMultiply(rest, (Int128)Power(places), out var lower)) return false;

        var (more, left) = Int128.DivRem(lower, Denominator);
        var isHalf = Size(left) >= (UInt128)Denominator - Size(left);
        units = upper + more + (isHalf && left != 0 ? Int128.Sign(left) : 0);
        return Fits(units);
    }

    /// <summary>Which of two is larger, decided digit by digit like a long division, so that nothing can overflow.</summary>
    public static int Compare(Fraction left, Fraction right)
    {
        if (left.Denominator == right.Denominator) return left.Numerator.CompareTo(right.Numerator);

        while (true)
        {
            var (whole, other) = (left.Floor().Numerator, right.Floor().Numerator);
            if (whole != other) return whole.CompareTo(other);

            var (rest, otherRest) = (left.Numerator - (whole * left.Denominator), right.Numerator - (other * right.Denominator));
            if (rest == 0 || otherRest == 0) return (rest != 0 ? 1 : 0) - (otherRest != 0 ? 1 : 0);

            // Of two parts of one, the larger is the one whose inverse is smaller.
            (left, right) = (new(right.Denominator, otherRest), new(left.Denominator, rest));
        }
    }

    private static Fraction Reduced(Int128 numerator, Int128 denominator)
    {
        var shared = Divisor(numerator, denominator);
        return new(numerator / shared, denominator / shared);
    }

    private static bool TryMultiply(Int128 left, Int128 right, out Int128 product)
    {
        product = 0;
        var (a, b) = (Size(left), Size(right));
        if ((a > Narrow || b > Narrow) && b != 0 && a > PartMax / b) return false;

        product = left * right;
        return Fits(product);
    }

    private static bool Fits(Int128 part) => Size(part) <= PartMax;

    private static UInt128 Size(Int128 part) => (UInt128)Int128.Abs(part);

    /// <summary>The greatest whole number that divides both; the second is above zero.</summary>
    private static Int128 Divisor(Int128 left, Int128 right)
    {
        if (right == 1) return 1;
        var (a, b) = (Size(left), (UInt128)right);
        while (a > ulong.MaxValue || b > ulong.MaxValue)
        {
            if (b == 0) return (Int128)a;
            (a, b) = (b, a % b);
        }

        var (small, smaller) = ((ulong)a, (ulong)b);
        while (smaller != 0) (small, smaller) = (smaller, small % smaller);
        return small;
    }

    private static UInt128 Power(int places)
    {
        var power = UInt128.One;
        for (var i = 0; i < places; i++) power *= 10;
        return power;
    }
}
