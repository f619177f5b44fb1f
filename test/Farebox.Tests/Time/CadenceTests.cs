using Farebox.Time;

namespace Farebox.Tests.Time;

public sealed class CadenceTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_month_end_is_clamped_and_restored()
    {
        var monthly = new Cadence(new(CadenceUnit.Month, 1), new(2028, 1, 31, 8, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

        Assert.Equal(["01-31", "02-29", "03-31", "04-30", "05-31"], Enumerable.Range(0, 5).Select(number => monthly.At(number).ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(new(2027, 12, 31, 8, 0, 0, TimeSpan.Zero), monthly.At(-1));
    }

    [Fact]
    public void A_leap_day_comes_back_every_fourth_year()
    {
        var yearly = new Cadence(new(CadenceUnit.Year, 1), new(2028, 2, 29, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

        Assert.Equal([29, 28, 28, 28, 29], Enumerable.Range(0, 5).Select(number => yearly.At(number).Day));
    }

    [Fact]
    public void Days_keep_the_local_hour_when_clocks_change()
    {
        var daily = new Cadence(new(CadenceUnit.Day, 1), new(2026, 3, 28, 0, 0, 0, TimeSpan.FromHours(1)), Berlin);

        Assert.Equal([24, 23, 24], Enumerable.Range(0, 3).Select(number => (int)((daily.At(number + 1) - daily.At(number)).Ticks / TimeSpan.TicksPerHour)));
    }

    [Fact]
    public void A_local_time_that_is_skipped_or_comes_twice_is_one_instant_all_the_same()
    {
        var skipped = new Cadence(new(CadenceUnit.Day, 1), new(2026, 3, 28, 2, 30, 0, TimeSpan.FromHours(1)), Berlin);
        var twice = new Cadence(new(CadenceUnit.Day, 1), new(2026, 10, 24, 2, 30, 0, TimeSpan.FromHours(2)), Berlin);

        Assert.Equal(new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), skipped.At(1));
        Assert.Equal(new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), twice.At(1));
        Assert.Equal(new(2026, 3, 30, 0, 30, 0, TimeSpan.Zero), skipped.At(2));
    }

    [Theory]
    [InlineData(CadenceUnit.Month, 1)]
    [InlineData(CadenceUnit.Month, 5)]
    [InlineData(CadenceUnit.Day, 3)]
    [InlineData(CadenceUnit.Year, 2)]
    public void Every_instant_is_in_the_period_whose_number_it_is_given(CadenceUnit unit, int count)
    {
        var cadence = new Cadence(new(unit, count), new(2024, 1, 31, 22, 15, 0, TimeSpan.Zero), Berlin);
        for (var hours = -200_000; hours < 200_000; hours += 997)
        {
            var instant = cadence.Anchor.AddHours(hours);
            var number = cadence.NumberAt(instant);
            Assert.True(cadence.At(number) <= instant && instant < cadence.At(number + 1), $"{instant:O} is not in period {number}");
        }
    }

    [Theory]
    [InlineData(CadenceUnit.Month, 1, CadenceUnit.Year, 1, 12)]
    [InlineData(CadenceUnit.Month, 5, CadenceUnit.Year, 1, 0)]
    [InlineData(CadenceUnit.Day, 7, CadenceUnit.Day, 28, 4)]
    [InlineData(CadenceUnit.Day, 1, CadenceUnit.Month, 1, 0)]
    public void Parts_of_a_period_are_whole_or_none(CadenceUnit partUnit, int part, CadenceUnit unit, int count, int parts) =>
        Assert.Equal(parts, new CadenceSpan(partUnit, part).PartsOf(new(unit, count)));

    [Fact]
    public void An_instant_beyond_all_calendars_is_the_end_of_time() =>
        Assert.Equal(DateTimeOffset.MaxValue, new Cadence(new(CadenceUnit.Year, 100), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc).At(100));
}
