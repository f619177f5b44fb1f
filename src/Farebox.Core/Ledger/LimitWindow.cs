using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>How long the window of a limit is.</summary>
public enum LimitSpan
{
    /// <summary>For ever.</summary>
    Total,

    /// <summary>An hour of the clock.</summary>
    Hour,

    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Three months from January, April, July or October.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>The time just past, whatever the calendar says.</summary>
    Rolling,
}

/// <summary>Over what time a limit counts.</summary>
/// <param name="Span">Its length.</param>
/// <param name="Zone">The zone whose calendar it is, by its IANA name; <c>UTC</c> where there is no calendar.</param>
/// <param name="Length">How much time just past a rolling one takes in; zero otherwise.</param>
public sealed record LimitWindow(LimitSpan Span, string Zone, TimeSpan Length)
{
    /// <summary>Equal parts of a rolling window: what is counted leaves it part by part, so it takes in 59 to 60 of them.</summary>
    public const int Parts = 60;

    /// <summary>The shortest rolling window: parts of a second.</summary>
    public static readonly TimeSpan LengthMin = TimeSpan.FromMinutes(1);

    /// <summary>The longest rolling window.</summary>
    public static readonly TimeSpan LengthMax = TimeSpan.FromDays(366);

    /// <summary>All time.</summary>
    public static LimitWindow Total { get; } = new(LimitSpan.Total, "UTC", TimeSpan.Zero);

    /// <summary>Whether it is of a calendar, so that its bounds stand in the entry that opens it.</summary>
    public bool IsCalendar => Span is not (LimitSpan.Total or LimitSpan.Rolling);

    /// <summary>The length of one part of a rolling window.</summary>
    public long PartTicks => Length.Ticks / Parts;

    /// <summary>The time just past.</summary>
    public static LimitWindow Rolling(TimeSpan length) => new(LimitSpan.Rolling, "UTC", length);

    /// <summary>The calendar window that an instant is in. Asked once per window: what is decided by it stands in the entry, whatever becomes of the zone.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the zone.</exception>
    public Period At(DateTimeOffset instant)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        return Span switch
        {
            LimitSpan.Hour => LocalHours.Of(instant, zone),
            LimitSpan.Day => new BillingCycle(CycleUnit.Day, zone).PeriodOf(instant),
            LimitSpan.Week => new BillingCycle(CycleUnit.Week, zone).PeriodOf(instant),
            LimitSpan.Month => new BillingCycle(CycleUnit.Month, zone).PeriodOf(instant),
            LimitSpan.Quarter => new BillingCycle(CycleUnit.Quarter, zone).PeriodOf(instant),
            LimitSpan.Year => new BillingCycle(CycleUnit.Year, zone).PeriodOf(instant),
            _ => throw new InvalidOperationException($"A {Span} window has no calendar."),
        };
    }
}
