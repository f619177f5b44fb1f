namespace Farebox.Time;

/// <summary>What a cadence counts in.</summary>
public enum CadenceUnit
{
    /// <summary>Local calendar days: one has 23, 24 or 25 hours.</summary>
    Day,

    /// <summary>Calendar months; the day of the anchor is kept, and clamped where a month is too short.</summary>
    Month,

    /// <summary>Calendar years; 29 February is clamped and restored as the end of a month is.</summary>
    Year,
}

/// <summary>A length of local time: so many days, months or years.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Count">How many; above zero.</param>
public readonly record struct CadenceSpan(CadenceUnit Unit, int Count)
{
    /// <summary>The most days, months or years of one span.</summary>
    public const int CountMax = 3_660;

    /// <summary>Months of it; zero for days.</summary>
    public int Months => Unit switch { CadenceUnit.Month => Count, CadenceUnit.Year => 12 * Count, _ => 0 };

    /// <summary>How many of these make up the other one exactly; zero when they do not.</summary>
    public int PartsOf(CadenceSpan whole)
    {
        if ((Unit == CadenceUnit.Day) != (whole.Unit == CadenceUnit.Day)) return 0;

        var (length, of) = Unit == CadenceUnit.Day ? (Count, whole.Count) : (Months, whole.Months);
        return of % length == 0 ? of / length : 0;
    }
}

/// <summary>Instants that come again and again: an anchor and every span after it, by the calendar of a zone.</summary>
/// <remarks>
/// Every one is counted from the anchor itself, so that a day that was clamped comes back: 31 January, 28 February, 31 March. Each is at the
/// local time of the anchor; where the clock skips that time, later by what it skips, and where the time comes twice, at the first.
/// </remarks>
/// <param name="Span">How far apart they are.</param>
/// <param name="Anchor">The one with number zero. There are some before it too.</param>
/// <param name="Zone">Whose calendar.</param>
public sealed record Cadence(CadenceSpan Span, DateTimeOffset Anchor, TimeZoneInfo Zone)
{
    private static readonly DateTime First = new(2, 1, 1);
    private static readonly DateTime Last = new(9998, 1, 1);

    /// <summary>The instant with a number; below zero for those before the anchor. The end of time where there is no such instant.</summary>
    public DateTimeOffset At(long number)
    {
        var local = TimeZoneInfo.ConvertTime(Anchor, Zone).DateTime;
        if (Span.Unit == CadenceUnit.Day)
        {
            var days = (Int128)number * Span.Count;
            return days > (Last - local).Days ? DateTimeOffset.MaxValue : days < (First - local).Days ? DateTimeOffset.MinValue : Instant(local.AddDays((int)days));
        }

        var months = (Int128)number * Span.Months;
        return months > MonthsTo(local, Last) ? DateTimeOffset.MaxValue : months < MonthsTo(local, First) ? DateTimeOffset.MinValue : Instant(local.AddMonths((int)months));
    }

    private static int MonthsTo(DateTime from, DateTime to) => (12 * (to.Year - from.Year)) + to.Month - from.Month;

    /// <summary>The number of the last one at or before an instant: the period it is in.</summary>
    public long NumberAt(DateTimeOffset instant)
    {
        var days = (instant - Anchor).Ticks / TimeSpan.TicksPerDay;
        var number = Span.Unit == CadenceUnit.Day ? days / Span.Count : days / (31L * Span.Months);

        // The estimate is never too late for an instant after the anchor; the last steps are walked.
        while (At(number) > instant) number--;
        while (At(number + 1) <= instant) number++;
        return number;
    }

    /// <summary>The period between two of them that an instant is in.</summary>
    public Period PeriodAt(DateTimeOffset instant)
    {
        var number = NumberAt(instant);
        return new(At(number), At(number + 1));
    }

    /// <summary>The first one at or after an instant.</summary>
    public DateTimeOffset FirstFrom(DateTimeOffset instant)
    {
        var number = NumberAt(instant);
        return At(number) == instant ? instant : At(number + 1);
    }

    /// <summary>An instant so much later, by the calendar of a zone.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, CadenceSpan span, TimeZoneInfo zone) => new Cadence(span, instant, zone).At(1);

    private DateTimeOffset Instant(DateTime local)
    {
        var offset = Zone.IsInvalidTime(local) ? Zone.GetUtcOffset(local.AddHours(-3))
            : Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return new(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc), TimeSpan.Zero);
    }
}
