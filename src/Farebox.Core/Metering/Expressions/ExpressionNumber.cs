namespace Farebox.Metering.Expressions;

/// <summary>Reads a number as an expression writes it: <c>12</c>, <c>0.5</c>, <c>1e6</c>. Its digits are taken as they stand.</summary>
internal static class ExpressionNumber
{
    private const int IntegerDigitsMax = 18;
    private const int PlacesMax = 12;
    private const int ExponentMax = 30;

    private static readonly string Range = $"has more than {IntegerDigitsMax} digits before the point or {PlacesMax} after it";

    /// <returns>What is wrong with it, or nothing.</returns>
    public static string? TryRead(ReadOnlySpan<char> text, out Fraction value)
    {
        value = default;
        var mark = text.IndexOfAny('e', 'E');
        if (!TryExponent(mark < 0 ? "0" : text[(mark + 1)..], out var exponent)) return "is not a number";

        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        if (whole.Length == 0 || (point >= 0 && fraction.Length == 0) || !AreDigits(whole) || !AreDigits(fraction)) return "is not a number";
        if (whole.Length > 1 && whole[0] == '0') return "is not a number; write it without leading zeros";
        if (whole.Length > IntegerDigitsMax || fraction.Length > PlacesMax || Math.Abs(exponent) > ExponentMax) return Range;

        UInt128 digits = 0;
        foreach (var digit in whole) digits = (digits * 10) + (uint)(digit - '0');
        foreach (var digit in fraction) digits = (digits * 10) + (uint)(digit - '0');
        return Place(digits, fraction.Length - exponent, out value);
    }

    private static string? Place(UInt128 digits, int places, out Fraction value)
    {
        value = Fraction.Zero;
        if (digits == 0) return null;
        for (; places > 0 && digits % 10 == 0; places--) digits /= 10;
        for (; places < 0 && digits < UInt128.MaxValue / 10; places++) digits *= 10;
        if (places is < 0 or > PlacesMax) return Range;

        value = Fraction.Of(digits, places);
        return value.Floor().Numerator < (Int128)1_000_000_000_000_000_000 ? null : Range;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        var digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        if (digits.Length is 0 or > 3 || !AreDigits(digits)) return false;

        foreach (var digit in digits) exponent = (exponent * 10) + (digit - '0');
        if (isNegative) exponent = -exponent;
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
