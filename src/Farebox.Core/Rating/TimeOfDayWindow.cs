namespace Farebox.Rating;

/// <summary>A stretch of local time on some days of the week, and the model that prices it.</summary>
/// <param name="From">Inclusive. Whole minutes, as <paramref name="To"/>.</param>
/// <param name="To">Exclusive. Not after <paramref name="From"/>: the window runs past midnight, and its day is the one it began on.</param>
public sealed record TimeOfDayWindow(TimeOnly From, TimeOnly To, ChargeModel Charge)
{
    public TimeOnly From { get; } = WholeMinutes(From, nameof(From));

    public TimeOnly To { get; } = WholeMinutes(To, nameof(To));

    public ChargeModel Charge { get; } = Inner.Checked(Charge, nameof(Charge));

    /// <summary>The days it begins on.</summary>
    public WeekDays Days { get; init; } = WeekDays.All;

    internal bool Holds(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        if (From < To) return time >= From && time < To && IsOn(local);
        return (time >= From && IsOn(local)) || (time < To && IsOn(local.AddDays(-1)));
    }

    private static TimeOnly WholeMinutes(TimeOnly time, string name) =>
        time.Ticks % TimeSpan.TicksPerMinute == 0 ? time : throw new ArgumentOutOfRangeException(name, time, "A window begins and ends on a minute.");

    private bool IsOn(DateTime local) => ((int)Days & (1 << (int)local.DayOfWeek)) != 0;
}
