using System.Text;

namespace Farebox.Time;

/// <summary>Instants as text, RFC 3339: an offset is required in, UTC to the microsecond comes out.</summary>
/// <remarks>
/// Strict because lenient parsers read a time without offset in the machine's own zone. Refused: 24:00:00, leap seconds,
/// days that do not exist, offsets beyond 14:00, more than 9 fraction digits, and instants outside the years 1970 to 9998.
/// Digits after the microsecond are cut, as PostgreSQL keeps no more.
/// </remarks>
public static class Rfc3339
{
    /// <summary><c>2026-07-01T12:00:00.123456Z</c></summary>
    public const int FormatLengthMax = 27;

    // 2026-07-01T12:00:00.123456789+02:00
    private const int ParseLengthMax = 35;
    private const int SecondsEnd = 19;
    private const int YearMin = 1970;
    private const int YearMax = 9998;
    private const int OffsetMinutesMax = 14 * 60;
    private const int MicrosecondDigits = 6;
    private const int FractionDigitsMax = 9;

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length > ParseLengthMax) return false;

        Span<byte> ascii = stackalloc byte[ParseLengthMax];
        for (var i = 0; i < text.Length; i++) ascii[i] = text[i] <= 0x7F ? (byte)text[i] : (byte)0;
        return TryParse(ascii[..text.Length], out instant);
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset instant)
    {
        instant = default;
        if (utf8.Length is <= SecondsEnd or > ParseLengthMax) return false;
        if (!TryParseSeconds(utf8, out var local)) return false;

        var rest = utf8[SecondsEnd..];
        if (!TryTakeMicroseconds(ref rest, out var microseconds)) return false;
        if (!TryParseOffset(rest, out var offset)) return false;

        var utc = local.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond) - TimeSpan.FromMinutes((long)offset);
        if (utc.Year is < YearMin or > YearMax) return false;

        instant = new(utc, TimeSpan.Zero);
        return true;
    }

    public static string Format(DateTimeOffset instant)
    {
        Span<byte> utf8 = stackalloc byte[FormatLengthMax];
        TryFormat(instant, utf8, out var written);
        return Encoding.ASCII.GetString(utf8[..written]);
    }

    /// <summary>UTC with <c>Z</c>, microseconds without trailing zeros. False where <paramref name="utf8"/> is too short.</summary>
    public static bool TryFormat(DateTimeOffset instant, Span<byte> utf8, out int written)
    {
        Span<byte> text = stackalloc byte[FormatLengthMax];
        var utc = instant.UtcDateTime;
        Put(text, 0, 4, utc.Year, (byte)'-');
        Put(text, 5, 2, utc.Month, (byte)'-');
        Put(text, 8, 2, utc.Day, (byte)'T');
        Put(text, 11, 2, utc.Hour, (byte)':');
        Put(text, 14, 2, utc.Minute, (byte)':');
        Put(text, 17, 2, utc.Second, (byte)'.');
        Put(text, 20, MicrosecondDigits, (int)(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond), (byte)'Z');

        var end = text[..^1].LastIndexOfAnyExcept((byte)'0');
        written = text[end] == (byte)'.' ? end : end + 1;
        text[written++] = (byte)'Z';
        if (text[..written].TryCopyTo(utf8)) return true;

        written = 0;
        return false;
    }

    private static bool TryParseSeconds(ReadOnlySpan<byte> text, out DateTime local)
    {
        local = default;
        if (text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':') return false;

        int year = Number(text[..4]), month = Number(text[5..7]), day = Number(text[8..10]);
        int hour = Number(text[11..13]), minute = Number(text[14..16]), second = Number(text[17..19]);
        if (year is < YearMin or > YearMax || month is < 1 or > 12) return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;

        local = new(year, month, day, hour, minute, second, DateTimeKind.Utc);
        return true;
    }

    private static bool TryTakeMicroseconds(ref ReadOnlySpan<byte> rest, out int microseconds)
    {
        microseconds = 0;
        if (rest[0] != '.') return true;

        var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is < 1 or > FractionDigitsMax) return false;

        for (var i = 1; i <= MicrosecondDigits; i++) microseconds = (microseconds * 10) + (i <= digits ? rest[i] - '0' : 0);
        rest = rest[(digits + 1)..];
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1) return (text[0] | 0x20) == 'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;

        int hour = Number(text[1..3]), minute = Number(text[4..6]);
        if (hour < 0 || minute is < 0 or > 59) return false;

        minutes = (hour * 60) + minute;
        if (minutes > OffsetMinutesMax) return false;
        if (text[0] == '-') minutes = -minutes;
        return true;
    }

    // Below zero where a character is not a digit.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return -1;
            value = (value * 10) + (digit - '0');
        }

        return value;
    }

    private static void Put(Span<byte> text, int at, int width, int value, byte after)
    {
        for (var i = at + width - 1; i >= at; i--, value /= 10) text[i] = (byte)('0' + (value % 10));
        text[at + width] = after;
    }
}
