using Farebox.Time;

namespace Farebox.Tests.Time;

public sealed class LocalDaysTests
{
    [Theory]
    [InlineData("UTC", "2026-03-29", "2026-03-29T00:00:00Z", 24)]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25)]
    [InlineData("America/New_York", "2026-07-01", "2026-07-01T04:00:00Z", 24)]
    [InlineData("Asia/Kolkata", "2026-01-01", "2025-12-31T18:30:00Z", 24)]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23)]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", 25)]
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z", 23)]
    public void A_day_begins_at_the_first_instant_of_its_date_and_is_as_long_as_it_is(string zone, string date, string start, int hours)
    {
        var (local, day) = (TimeZoneInfo.FindSystemTimeZoneById(zone), DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture).DayNumber);

        Assert.Equal(start, Rfc3339.Format(LocalDays.Start(day, local)));
        Assert.Equal(TimeSpan.FromHours(hours), LocalDays.Start(day + 1, local) - LocalDays.Start(day, local));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Beirut")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    public void Days_tile_the_years_and_each_instant_is_in_the_day_that_began_last(string zone)
    {
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var day = DayOf("2005-12-25"); day < DayOf("2012-01-10"); day++)
        {
            var (start, next) = (LocalDays.Start(day, local), LocalDays.Start(day + 1, local));
            Assert.True(start <= next);
            if (start == next) continue;

            // Half an hour after a day began, some clocks show the day before once more.
            Assert.Equal([day, day, day, day], new[] { start, start.AddMinutes(30), start + ((next - start) / 2), next.AddTicks(-1) }.Select(instant => LocalDays.Number(instant, local)));
            Assert.NotEqual(day, LocalDays.Number(start.AddTicks(-1), local));
        }
    }

    [Fact]
    public void A_day_that_a_country_left_out_has_no_instant()
    {
        var samoa = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia");

        Assert.Equal(LocalDays.Start(DayOf("2011-12-30"), samoa), LocalDays.Start(DayOf("2011-12-31"), samoa));
        Assert.Equal(DayOf("2011-12-31"), LocalDays.Number(LocalDays.Start(DayOf("2011-12-30"), samoa), samoa));
    }

    [Fact]
    public void A_span_that_ends_at_midnight_does_not_touch_the_day_that_begins_there()
    {
        Period period = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), new(2026, 1, 3, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal((DayOf("2026-01-01"), DayOf("2026-01-03")), LocalDays.Of(period, TimeZoneInfo.Utc));
    }

    private static int DayOf(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture).DayNumber;
}
