using System.Text.Json;

namespace Farebox.Http.Edge;

/// <summary>Finds escapes that no text may hold: U+0000, which PostgreSQL refuses, and surrogates without their other half.</summary>
internal static class EscapedText
{
    public static ProblemCode? Fault(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return null;

        var rest = reader.ValueSpan;
        var awaitsLow = false;
        while (rest.IndexOf((byte)'\\') is var at and >= 0)
        {
            if (awaitsLow && at > 0) return ProblemCodes.InvalidString;

            rest = rest[(at + 1)..];
            var unit = rest[0] == (byte)'u' ? Hex(rest[1..5]) : 'x';
            rest = rest[(rest[0] == (byte)'u' ? 5 : 1)..];

            if (unit == 0) return ProblemCodes.InvalidCharacter;
            if (awaitsLow != char.IsLowSurrogate((char)unit)) return ProblemCodes.InvalidString;
            awaitsLow = char.IsHighSurrogate((char)unit);
        }

        return awaitsLow ? ProblemCodes.InvalidString : null;
    }

    // The reader has already checked that these are four hexadecimal digits.
    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits) value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return value;
    }
}
