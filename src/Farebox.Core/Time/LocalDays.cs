namespace Farebox.Time;

/// <summary>Calendar days of a zone as instants. A day may have 23 or 25 hours, and begin where there is no midnight.</summary>
/// <remarks>Days tile: an instant is in the last day that began at or before it, also where clocks were put back across midnight.</remarks>
public static class LocalDays
{
    /// <summary>The days a span touches: the number of the first, and the one after the last.</summary>
    public static (int First, int End) Of(Period span, TimeZoneInfo zone) => (Number(span.Start, zone), Number(span.End.AddTicks(-1), zone) + 1);

    /// <summary>The number of the day an instant is in, counted as <see cref="DateOnly.DayNumber"/> does.</summary>
    public static int Number(DateTimeOffset instant, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var utc = instant.UtcDateTime;
        if (!zone.HasSameRules(TimeZoneInfo.Utc))
        {
            var local = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone)).DayNumber;
            return Start(local + 1, zone) <= instant ? local + 1 : local;
        }

        return DateOnly.FromDateTime(utc).DayNumber;
    }

    /// <summary>The first instant of a day, in UTC.</summary>
    public static DateTimeOffset Start(int day, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(midnight)) return AfterGap(midnight, zone);

        // Where midnight came twice the day began with the first, which is the one further east.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new(DateTime.SpecifyKind(midnight - offset, DateTimeKind.Utc));
    }

    // Clocks were put forward over midnight: the day begins when that happened, found by halving.
    private static DateTimeOffset AfterGap(DateTime midnight, TimeZoneInfo zone)
    {
        var (before, after) = (midnight.AddDays(-1).Ticks, midnight.AddDays(1).Ticks);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (TimeZoneInfo.ConvertTimeFromUtc(new(middle, DateTimeKind.Utc), zone) < midnight) before = middle;
            else after = middle;
        }

        return new(new DateTime(after, DateTimeKind.Utc));
    }
}
