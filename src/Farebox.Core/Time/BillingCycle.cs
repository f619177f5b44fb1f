namespace Farebox.Time;

/// <summary>How long a period of a bill is.</summary>
public enum CycleUnit
{
    Day,

    /// <summary>Monday to Sunday, as ISO 8601 counts.</summary>
    Week,
    Month,

    /// <summary>Three months from January, April, July or October.</summary>
    Quarter,
    Year,
}

/// <summary>Calendar periods in a time zone: every instant is in exactly one, and each begins where the one before ends.</summary>
/// <remarks>
/// A period begins at local midnight. Where the clock skips midnight it begins at the first instant of the day; where midnight
/// comes twice, at the first. So a day has 23, 24 or 25 hours, and none is lost or counted twice.
/// </remarks>
public sealed record BillingCycle(CycleUnit Unit, TimeZoneInfo Zone)
{
    /// <summary>Calendar months in UTC.</summary>
    public static BillingCycle Monthly { get; } = new(CycleUnit.Month, TimeZoneInfo.Utc);

    /// <summary>The period that an instant is in.</summary>
    public Period PeriodOf(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
        var first = FirstDay(day);

        // The clock can be set back over midnight, so that the day after has begun before: the instant decides, not its date.
        var start = Midnight(first);
        if (instant < start)
        {
            first = FirstDay(first.AddDays(-1));
            start = Midnight(first);
        }

        var end = Midnight(Next(first));
        return instant < end ? new(start, end) : new(end, Midnight(Next(Next(first))));
    }

    /// <summary>The period that begins where another one ends.</summary>
    public Period After(Period period) => PeriodOf(period.End);

    private DateOnly FirstDay(DateOnly day) => Unit switch
    {
        CycleUnit.Day => day,
        CycleUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        CycleUnit.Month => new(day.Year, day.Month, 1),
        CycleUnit.Quarter => new(day.Year, day.Month - ((day.Month - 1) % 3), 1),
        _ => new(day.Year, 1, 1),
    };

    private DateOnly Next(DateOnly first) => Unit switch
    {
        CycleUnit.Day => first.AddDays(1),
        CycleUnit.Week => first.AddDays(7),
        CycleUnit.Month => first.AddMonths(1),
        CycleUnit.Quarter => first.AddMonths(3),
        _ => first.AddYears(1),
    };

    private DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);

        // A skipped midnight, read with the offset before the skip, is the instant at which the clock skips.
        var offset = Zone.IsInvalidTime(local) ? Zone.GetUtcOffset(local.AddHours(-3))
            : Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return new(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc), TimeSpan.Zero);
    }
}
