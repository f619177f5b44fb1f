using System.Text;

namespace Farebox.Money;

/// <summary>Decimal numbers as text: one strict grammar in, one canonical form out.</summary>
/// <remarks>
/// In: <c>^-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?$</c>, digit by digit, because <see cref="decimal"/>'s own parser rounds in
/// silence and accepts a trailing NUL. Out: no exponent, no trailing zeros, no negative zero. Neither direction allocates,
/// except for the string that is asked for.
/// </remarks>
public static class DecimalText
{
    public const int IntegerDigitsMax = 12;
    public const int FractionDigitsMax = 12;

    // Sign, 39 digits of an Int128, a point and the zeros a scale of 28 can put before them.
    private const int TextLengthMax = 72;

    public static bool TryParse(ReadOnlySpan<byte> utf8, out decimal value) =>
        Parse(utf8, FractionDigitsMax, out value) == AmountError.None;

    public static bool TryParse(ReadOnlySpan<char> text, out decimal value) =>
        Parse(text, FractionDigitsMax, out value) == AmountError.None;

    /// <summary>As <see cref="TryParse(ReadOnlySpan{byte}, out decimal)"/>, and says what is wrong.</summary>
    /// <param name="places">Decimal places that may differ from zero, 0 to 12. Trailing zeros up to 12 places are taken.</param>
    public static AmountError Parse(ReadOnlySpan<byte> utf8, int places, out decimal value)
    {
        var scan = DecimalScan.Of(utf8, places);
        value = scan.ToDecimal();
        return scan.Error;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, int, out decimal)"/>
    public static AmountError Parse(ReadOnlySpan<char> text, int places, out decimal value)
    {
        Span<byte> ascii = stackalloc byte[DecimalScan.LengthMax + 1];
        var scan = DecimalScan.Of(Narrow(text, ascii), places);
        value = scan.ToDecimal();
        return scan.Error;
    }

    /// <summary>Whole units in text to smallest units of the asset, exactly or not at all.</summary>
    public static AmountError ParseUnits(ReadOnlySpan<char> text, Asset asset, out long units)
    {
        ArgumentNullException.ThrowIfNull(asset);

        units = 0;
        Span<byte> ascii = stackalloc byte[DecimalScan.LengthMax + 1];
        var scan = DecimalScan.Of(Narrow(text, ascii), asset.Scale);
        if (scan.Error != AmountError.None) return scan.Error;

        var exact = scan.ToUnits(asset.Scale);
        if (exact < long.MinValue || exact > long.MaxValue) return AmountError.OutOfRange;

        units = (long)exact;
        return AmountError.None;
    }

    /// <param name="scale">Decimal places of <paramref name="units"/>, 0 to 28.</param>
    public static string Format(long units, int scale) => Format((Int128)units, scale);

    /// <inheritdoc cref="Format(long, int)"/>
    public static string Format(Int128 units, int scale)
    {
        Span<byte> utf8 = stackalloc byte[TextLengthMax];
        TryFormat(units, scale, utf8, out var written);
        return Encoding.ASCII.GetString(utf8[..written]);
    }

    public static string Format(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = unchecked(new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
        return Format(parts[3] < 0 ? -(Int128)magnitude : (Int128)magnitude, value.Scale);
    }

    /// <summary>False, and nothing written, where <paramref name="utf8"/> is too short.</summary>
    public static bool TryFormat(long units, int scale, Span<byte> utf8, out int written) =>
        TryFormat((Int128)units, scale, utf8, out written);

    private static bool TryFormat(Int128 units, int scale, Span<byte> utf8, out int written)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 28);

        Span<byte> text = stackalloc byte[TextLengthMax];
        var start = DecimalDigits.Write(units, scale, text, out var end);
        written = end - start;
        if (text[start..end].TryCopyTo(utf8)) return true;

        written = 0;
        return false;
    }

    // A text longer than any number keeps its length, so the scan still refuses it; other characters become one no number has.
    private static ReadOnlySpan<byte> Narrow(ReadOnlySpan<char> text, Span<byte> ascii)
    {
        var length = Math.Min(text.Length, ascii.Length);
        for (var i = 0; i < length; i++) ascii[i] = text[i] <= 0x7F ? (byte)text[i] : (byte)0;
        return ascii[..length];
    }
}
