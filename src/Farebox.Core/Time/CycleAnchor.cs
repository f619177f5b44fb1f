namespace Farebox.Time;

/// <summary>Where the cycles of something that is billed again and again begin.</summary>
public static class CycleAnchor
{
    // A Saturday; the Monday after it is where weeks are counted from.
    private static readonly DateTime Epoch = new(2000, 1, 1);

    /// <summary>At its own start: cycles end on the day of the month, and at the hour, at which it began.</summary>
    public static Cadence Anniversary(CadenceSpan span, DateTimeOffset start, TimeZoneInfo zone) => new(span, start, zone);

    /// <summary>By the calendar of the zone, at local midnight: months on the first, quarters from January, weeks on Monday.</summary>
    public static Cadence Calendar(CadenceSpan span, TimeZoneInfo zone) =>
        new(span, LocalDays.Start(DateOnly.FromDateTime(span.Unit == CadenceUnit.Day ? Epoch.AddDays(2) : Epoch).DayNumber, zone), zone);

    /// <summary>At local midnight of a day of the month; where a month is too short, of its last day.</summary>
    /// <param name="day">1 to 31.</param>
    /// <param name="start">What is billed begins here; the first whole cycle begins on the first such day from then on.</param>
    /// <exception cref="ArgumentException">The span is in days, which have no day of the month.</exception>
    public static Cadence OnDay(CadenceSpan span, int day, DateTimeOffset start, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 31);
        if (span.Unit == CadenceUnit.Day) throw new ArgumentException("Cycles of days have no day of the month.", nameof(span));

        var local = DateOnly.FromDayNumber(LocalDays.Number(start, zone));
        var month = new DateOnly(local.Year, local.Month, 1);
        if (Clamped(month, day) < local) month = month.AddMonths(1);

        // The anchor lies in a month that has the day, where there is one in the same step: from it the day comes back after short months.
        var whole = Enumerable.Range(0, 12).Select(step => month.AddMonths(step * span.Months)).FirstOrDefault(full => DateTime.DaysInMonth(full.Year, full.Month) >= day, month);
        return new(span, LocalDays.Start(Clamped(whole, day).DayNumber, zone), zone);
    }

    private static DateOnly Clamped(DateOnly month, int day) => new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));
}
