namespace Farebox.Rating;

/// <summary>Days of the week, any of them; the bits are in the order of <see cref="DayOfWeek"/>.</summary>
[Flags]
public enum WeekDays
{
    None = 0,
    Sunday = 1,
    Monday = 2,
    Tuesday = 4,
    Wednesday = 8,
    Thursday = 16,
    Friday = 32,
    Saturday = 64,
    All = 127,
}
