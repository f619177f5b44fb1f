using Farebox.Rating;

namespace Farebox.Tests.Rating;

/// <summary>The minutes that a window holds: its first, not its last, and through midnight those of the day it began on.</summary>
public sealed class TimeWindowTests
{
    [Theory]
    [InlineData("09:00", "17:00", "2026-07-01T08:59:59Z", false)]
    [InlineData("09:00", "17:00", "2026-07-01T09:00:00Z", true)]
    [InlineData("09:00", "17:00", "2026-07-01T16:59:59Z", true)]
    [InlineData("09:00", "17:00", "2026-07-01T17:00:00Z", false)]
    [InlineData("22:00", "06:00", "2026-07-01T21:59:59Z", false)]
    [InlineData("22:00", "06:00", "2026-07-01T22:00:00Z", true)]
    [InlineData("22:00", "06:00", "2026-07-02T05:59:59Z", true)]
    [InlineData("22:00", "06:00", "2026-07-02T06:00:00Z", false)]
    [InlineData("22:00", "06:00", "2026-07-01T05:00:00Z", false)]
    [InlineData("22:00", "06:00", "2026-07-02T22:00:00Z", false)]
    [InlineData("08:00", "08:00", "2026-07-01T07:59:59Z", false)]
    [InlineData("08:00", "08:00", "2026-07-01T08:00:00Z", true)]
    [InlineData("08:00", "08:00", "2026-07-02T07:59:59Z", true)]
    [InlineData("08:00", "08:00", "2026-07-02T08:00:00Z", false)]
    [InlineData("00:00", "00:00", "2026-07-01T23:59:59Z", true)]
    [InlineData("00:00", "00:00", "2026-07-02T00:00:00Z", false)]
    public void A_window_of_a_Wednesday_holds(string from, string to, string at, bool holds)
    {
        var window = new TimeOfDayWindow(Time(from), Time(to), new PerUnitCharge(1m)) { Days = WeekDays.Wednesday };
        var charge = new TimeOfDayCharge(TimeZoneInfo.Utc, [window], null);

        Assert.Equal(holds, charge.Refuses(1m, new(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))) is null);
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
