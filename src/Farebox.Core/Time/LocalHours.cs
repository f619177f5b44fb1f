namespace Farebox.Time;

/// <summary>Clock hours of a zone as instants: every instant is in exactly one, and each is sixty minutes long.</summary>
/// <remarks>They follow the zone's standard time. Where clocks change by a whole hour, as nearly everywhere, they are the hours of the clock all year round.</remarks>
public static class LocalHours
{
    /// <summary>The hour an instant is in.</summary>
    public static Period Of(DateTimeOffset instant, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var into = (instant.UtcTicks + zone.BaseUtcOffset.Ticks) % TimeSpan.TicksPerHour;
        var start = new DateTimeOffset(instant.UtcTicks - into, TimeSpan.Zero);
        return new(start, start.AddHours(1));
    }
}
