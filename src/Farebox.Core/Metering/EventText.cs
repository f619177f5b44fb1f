using System.Text.Json;
using System.Text.Unicode;

namespace Farebox.Metering;

/// <summary>Which texts an event may contain: valid Unicode without characters that hide or reorder what people read.</summary>
internal static class EventText
{
    public const int AttributeBytesMax = 255;
    public const int StringBytesMax = 4096;

    public static bool IsPrintableAscii(string text) =>
        text is not null && text.Length is > 0 and <= AttributeBytesMax && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    public static bool IsPrintableAscii(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= AttributeBytesMax && !utf8.ContainsAnyExceptInRange((byte)'!', (byte)'~');

    /// <summary>Reads the string or member name the reader stands on, and says what is wrong with it.</summary>
    /// <param name="start">Where the event begins in the reader's bytes.</param>
    /// <param name="slice">Its content without escapes: in the event's bytes, or in the scratch's.</param>
    /// <returns>Null when it may be kept.</returns>
    public static string? Read(ref Utf8JsonReader reader, long start, EventScratch scratch, out TextSlice slice)
    {
        var raw = reader.ValueSpan;
        slice = new((int)(reader.TokenStartIndex - start) + 1, raw.Length, IsUnescaped: false);

        // Nearly every string is this one; a six-byte escape is the longest way to write one byte.
        if (!reader.ValueIsEscaped && raw.Length <= StringBytesMax && !raw.ContainsAnyExceptInRange((byte)' ', (byte)'~')) return null;
        if (raw.Length > StringBytesMax * 6) return EventCodes.StringTooLong;

        var content = raw;
        if (reader.ValueIsEscaped)
        {
            if (!scratch.TryUnescape(raw, out slice)) return EventCodes.InvalidString;
            content = slice.In([], scratch.Unescaped);
        }

        if (content.Length > StringBytesMax) return EventCodes.StringTooLong;
        if (!Utf8.IsValid(content)) return EventCodes.InvalidString;
        return HasUnwanted(content) ? EventCodes.InvalidCharacter : null;
    }

    /// <summary>What is wrong with a text of valid UTF-8 that is not JSON.</summary>
    /// <returns>Null when it may be kept.</returns>
    public static string? Fault(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > StringBytesMax) return EventCodes.StringTooLong;
        return utf8.ContainsAnyExceptInRange((byte)' ', (byte)'~') && HasUnwanted(utf8) ? EventCodes.InvalidCharacter : null;
    }

    // In valid UTF-8, a scan for lead bytes finds them: C1 is C2 80..9F; separators and bidi marks are E2 80 A8..AE and E2 81 A6..A9.
    private static bool HasUnwanted(ReadOnlySpan<byte> utf8)
    {
        for (var i = 0; i < utf8.Length; i++)
        {
            var octet = utf8[i];
            if (octet is < 0x20 or 0x7F) return true;
            if (octet == 0xC2 && utf8[i + 1] <= 0x9F) return true;
            if (octet != 0xE2) continue;
            if (utf8[i + 1] == 0x80 && utf8[i + 2] is >= 0xA8 and <= 0xAE) return true;
            if (utf8[i + 1] == 0x81 && utf8[i + 2] is >= 0xA6 and <= 0xA9) return true;
        }

        return false;
    }
}
