using System.Globalization;

namespace Farebox.Metering;

/// <summary>One form per number: significant digits, the power of ten of the last one, and an end mark. <c>1.0</c>, <c>1</c> and <c>10e-1</c> are one.</summary>
internal static class CanonicalNumber
{
    /// <summary>Exponent mark, an exponent of up to 11 characters, end mark.</summary>
    public const int ExtraBytesMax = 16;

    private const int ExponentDigitsMax = 8;

    /// <param name="token">A JSON number.</param>
    /// <returns>Bytes written, at most the token's and <see cref="ExtraBytesMax"/>.</returns>
    public static int Write(ReadOnlySpan<byte> token, Span<byte> into)
    {
        var mark = token.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = mark < 0 ? token : token[..mark];
        if (!TryExponent(mark < 0 ? default : token[(mark + 1)..], out var exponent)) return WriteRaw(token, into);

        var written = 0;
        if (mantissa[0] == (byte)'-') into[written++] = (byte)'-';
        var first = written;
        var isFraction = false;
        foreach (var character in mantissa[written..])
        {
            if (character == (byte)'.')
            {
                isFraction = true;
                continue;
            }

            if (isFraction) exponent--;
            if (character != (byte)'0' || written > first) into[written++] = character;
        }

        for (; written > first && into[written - 1] == (byte)'0'; written--) exponent++;
        return written == first ? WriteRaw("0"u8, into) : written + WriteExponent(exponent, into[written..]);
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty) return true;

        var digits = text.TrimStart("+-"u8).TrimStart((byte)'0');
        if (digits.Length > ExponentDigitsMax) return false;

        foreach (var digit in digits) exponent = (exponent * 10) + (digit - '0');
        if (text[0] == (byte)'-') exponent = -exponent;
        return true;
    }

    private static int WriteExponent(int exponent, Span<byte> into)
    {
        into[0] = (byte)'e';
        exponent.TryFormat(into[1..], out var digits, provider: CultureInfo.InvariantCulture);
        into[digits + 1] = (byte)';';
        return digits + 2;
    }

    private static int WriteRaw(ReadOnlySpan<byte> token, Span<byte> into)
    {
        token.CopyTo(into);
        into[token.Length] = (byte)';';
        return token.Length + 1;
    }
}
