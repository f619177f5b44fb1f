using Farebox.Import.Rows;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Import.Mapping;

/// <summary>When a row happened: a time as it stands, or seconds after a base.</summary>
/// <remarks>No time zone is guessed: a time without an offset needs <c>time_offset</c>. A blank between day and hour counts as T.</remarks>
internal sealed class EventTime
{
    private const int DayLength = 10;
    private const decimal SecondsMax = 1e11m;

    private readonly Template? _time;
    private readonly Template? _seconds;
    private readonly string _offset;
    private readonly DateTimeOffset _base;

    /// <exception cref="ImportException">The base or the offset is none.</exception>
    public EventTime(ImportMap map)
    {
        (_time, _seconds) = (map["time"], map["time_seconds"]);
        _offset = Constant(map, "time_offset");
        if (_offset.Length > 0 && !Rfc3339.TryParse("2026-01-01T00:00:00" + _offset, out _))
            throw new ImportException($"time_offset is Z, or an offset such as +02:00, and not \"{_offset}\".");
        if (map["time_base"] is not null && !Rfc3339.TryParse(Constant(map, "time_base"), out _base))
            throw new ImportException("time_base is a time with Z or an offset, for example 2026-07-01T00:00:00Z.");
    }

    /// <summary>The row's time, or nothing when the row has none.</summary>
    public RowFault? Read(IRows rows, out DateTimeOffset? time)
    {
        time = null;
        if (_seconds is not null) return ReadSeconds(_seconds.Of(rows), out time);
        return _time is null ? null : ReadTime(_time.Of(rows), out time);
    }

    private RowFault? ReadSeconds(string text, out DateTimeOffset? time)
    {
        time = null;
        if (text.Length == 0) return null;
        if (!DecimalText.TryParse(text, out var seconds) || decimal.Abs(seconds) > SecondsMax)
            return new("invalid_timestamp", "time_seconds is a number of seconds.");

        var ticks = (Int128)decimal.Floor(seconds * TimeSpan.TicksPerSecond) + _base.UtcTicks;
        if (ticks < DateTimeOffset.UnixEpoch.UtcTicks || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return new("invalid_timestamp", "time_base with time_seconds is no time after 1970.");
        time = new((long)ticks, TimeSpan.Zero);
        return null;
    }

    private RowFault? ReadTime(string text, out DateTimeOffset? time)
    {
        time = null;
        if (text.Length == 0) return null;
        if (text.Length > DayLength && text[DayLength] == ' ') text = $"{text[..DayLength]}T{text[(DayLength + 1)..]}";
        if (!Rfc3339.TryParse(text, out var read) && !Rfc3339.TryParse(text + _offset, out read))
            return new("invalid_timestamp", "The time is not RFC 3339. A time without an offset needs time_offset.");
        time = read;
        return null;
    }

    private static string Constant(ImportMap map, string field) => map[field] switch
    {
        null => "",
        { Constant: { } constant } => constant,
        _ => throw new ImportException($"{field} is the same for every row, so it has no column in it."),
    };
}
