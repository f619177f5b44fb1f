using Farebox.Time;

namespace Farebox.Billing.Subscriptions;

/// <summary>How a fee is shared out over a cycle that it was not due for as a whole.</summary>
/// <remarks>
/// A cut (a start, a change, an end) is moved to a mark of the measure, to the one before or after it as the terms say; then marks are
/// counted. So parts of a cycle always add up to it, whatever is cut where.
/// </remarks>
public sealed record ProrationTerms
{
    /// <summary>By the second, against the length of the cycle.</summary>
    public static ProrationTerms BySecond { get; } = new();

    public ProrationMeasure Measure { get; init; }

    /// <summary>How many days a month has for <see cref="ProrationMeasure.FixedMonth"/>: 28 to 31.</summary>
    public int MonthDays { get; init; } = 30;

    public ProrationWhole Whole { get; init; }

    /// <summary>Whether the day on which something begins is billed.</summary>
    public bool IsStartDayBilled { get; init; } = true;

    /// <summary>Whether the day of a change is billed as it is after the change; else as before.</summary>
    public bool IsChangeDayNew { get; init; } = true;

    /// <summary>Whether the day on which something ends is billed.</summary>
    public bool IsEndDayBilled { get; init; }

    /// <summary>Decimal places that a ratio is rounded to before an amount is made of it; null: it is not rounded.</summary>
    public int? RatioDecimals { get; init; }

    /// <summary>What becomes of what was billed ahead and is not used.</summary>
    public UnusedFee Unused { get; init; }

    /// <summary>Whether a part that is empty, or longer than its cycle, is billed as the whole.</summary>
    public bool IsWholeOutside { get; init; }

    /// <summary>How many marks of a cycle lie before a cut.</summary>
    /// <param name="cut">In the cycle; what lies outside counts as its bound, except for a part that is longer than a cycle.</param>
    /// <param name="isAfter">Whether a cut inside a day counts as the end of it.</param>
    public long Number(DateTimeOffset cut, Period cycle, TimeZoneInfo zone, bool isAfter) => Measure switch
    {
        ProrationMeasure.Day => Days(cut, zone, isAfter) - LocalDays.Number(cycle.Start, zone),
        ProrationMeasure.StartedDay => StartedDays(cut, cycle, zone),
        ProrationMeasure.FixedMonth => FixedDays(cut, zone, isAfter) - FixedDays(cycle.Start, zone, isAfter: false),
        ProrationMeasure.Whole => cut >= cycle.End || (isAfter && cut > cycle.Start) ? 1 : 0,
        _ => (cut - cycle.Start).Ticks / TimeSpan.TicksPerSecond,
    };

    /// <summary>How many marks a whole cycle has; at least one.</summary>
    public long Length(Period cycle, TimeZoneInfo zone) =>
        Math.Max(1, Whole == ProrationWhole.Nominal ? NominalDays(cycle, zone) * (Measure == ProrationMeasure.Second ? 86_400 : 1) : Number(cycle.End, cycle, zone, isAfter: false));

    /// <summary>The share of a part in its cycle, with a start and an end that are bounds of a service.</summary>
    public Share ShareOf(DateTimeOffset from, DateTimeOffset until, Period cycle, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var (first, end) = (Number(from, cycle, zone, !IsStartDayBilled), Number(until, cycle, zone, IsEndDayBilled && until < cycle.End));
        var (part, whole) = (Math.Max(0, end - first), Length(cycle, zone));
        return new(IsWholeOutside && (part == 0 || part > whole) ? whole : part, whole);
    }

    private static long Days(DateTimeOffset cut, TimeZoneInfo zone, bool isAfter)
    {
        var day = LocalDays.Number(cut, zone);
        return isAfter && LocalDays.Start(day, zone) < cut ? day + 1 : day;
    }

    private static long StartedDays(DateTimeOffset cut, Period cycle, TimeZoneInfo zone)
    {
        var elapsed = (TimeZoneInfo.ConvertTime(cut, zone).DateTime - TimeZoneInfo.ConvertTime(cycle.Start, zone).DateTime).Ticks;
        return (elapsed + TimeSpan.TicksPerDay - 1) / TimeSpan.TicksPerDay;
    }

    private long FixedDays(DateTimeOffset cut, TimeZoneInfo zone, bool isAfter)
    {
        var day = DateOnly.FromDayNumber((int)Days(cut, zone, isAfter));
        return (((12L * day.Year) + day.Month) * MonthDays) + Math.Min(day.Day, MonthDays);
    }

    private static long NominalDays(Period cycle, TimeZoneInfo zone)
    {
        var (first, end) = (DateOnly.FromDayNumber(LocalDays.Number(cycle.Start, zone)), DateOnly.FromDayNumber(LocalDays.Number(cycle.End, zone)));
        var months = (12 * (end.Year - first.Year)) + end.Month - first.Month;
        return months switch { 1 => 30, 3 => 91, 6 => 182, 12 => 365, _ => end.DayNumber - first.DayNumber };
    }
}
