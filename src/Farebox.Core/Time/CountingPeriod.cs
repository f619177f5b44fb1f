using System.Globalization;

namespace Farebox.Time;

/// <summary>The period of a running count: a calendar day, month or year in UTC, or all time.</summary>
/// <param name="Reset">How long it is.</param>
/// <param name="From">Its first day; the first day there is for a count that never starts anew.</param>
public readonly record struct CountingPeriod(CounterReset Reset, DateOnly From)
{
    private const string Ever = "ever";

    /// <summary>Its first instant; the first there is for a count that never starts anew.</summary>
    public DateTimeOffset Begins => Reset == CounterReset.Never ? DateTimeOffset.MinValue : new(From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The first instant after it; the last there is for a count that never starts anew, and for the last period of the calendar.</summary>
    public DateTimeOffset Ends => Reset switch
    {
        CounterReset.Never => DateTimeOffset.MaxValue,
        CounterReset.Day => From == DateOnly.MaxValue ? DateTimeOffset.MaxValue : Begins.AddDays(1),
        _ when From.Year == DateOnly.MaxValue.Year && (Reset == CounterReset.Year || From.Month == 12) => DateTimeOffset.MaxValue,
        CounterReset.Year => Begins.AddYears(1),
        _ => Begins.AddMonths(1),
    };

    /// <summary>The period in which something counts that happened at an instant.</summary>
    public static CountingPeriod Of(CounterReset reset, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return new(reset, reset switch
        {
            CounterReset.Day => day,
            CounterReset.Month => new(day.Year, day.Month, 1),
            CounterReset.Year => new(day.Year, 1, 1),
            CounterReset.Never => default,
            _ => throw new ArgumentOutOfRangeException(nameof(reset), reset, "Not a period of the calendar."),
        });
    }

    /// <summary><c>2026-07-01</c>, <c>2026-07</c>, <c>2026</c> or <c>ever</c>: how the journal names it.</summary>
    public override string ToString() => Reset == CounterReset.Never ? Ever : From.ToString(FormatOf(Reset), CultureInfo.InvariantCulture);

    /// <summary>Reads a name back; its length tells what it is of.</summary>
    public static bool TryParse(string? text, out CountingPeriod period)
    {
        period = new(CounterReset.Never, default);
        if (text == Ever) return true;

        var reset = text?.Length switch { 4 => CounterReset.Year, 7 => CounterReset.Month, 10 => CounterReset.Day, _ => CounterReset.Never };
        if (reset == CounterReset.Never || !DateOnly.TryParseExact(text, FormatOf(reset), CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)) return false;

        period = new(reset, from);
        return true;
    }

    private static string FormatOf(CounterReset reset) => reset switch { CounterReset.Year => "yyyy", CounterReset.Month => "yyyy-MM", _ => "yyyy-MM-dd" };
}
