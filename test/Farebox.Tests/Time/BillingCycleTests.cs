using Farebox.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Time;

public sealed class BillingCycleTests
{
    [Theory]
    [InlineData(CycleUnit.Month, "UTC", "2026-02-28T23:59:59Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData(CycleUnit.Month, "UTC", "2024-02-29T00:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")]
    [InlineData(CycleUnit.Quarter, "UTC", "2026-05-31T00:00:00Z", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData(CycleUnit.Year, "UTC", "2026-12-31T23:00:00Z", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData(CycleUnit.Week, "UTC", "2026-07-05T12:00:00Z", "2026-06-29T00:00:00Z", "2026-07-06T00:00:00Z")]
    [InlineData(CycleUnit.Day, "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData(CycleUnit.Day, "Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    [InlineData(CycleUnit.Month, "America/New_York", "2026-08-01T03:59:59Z", "2026-07-01T04:00:00Z", "2026-08-01T04:00:00Z")]
    public void A_period_is_of_the_calendar_of_its_zone(CycleUnit unit, string zone, string at, string start, string end)
    {
        var period = new BillingCycle(unit, TimeZoneInfo.FindSystemTimeZoneById(zone)).PeriodOf(Time(at));

        Assert.Equal((Time(start), Time(end)), (period.Start, period.End));
    }

    /// <summary>In Santiago the clock goes from 24:00 to 01:00 in September, and from 24:00 back to 23:00 in April.</summary>
    [Theory]
    [InlineData("2026-09-06T12:00:00Z", 23)]
    [InlineData("2026-04-04T12:00:00Z", 25)]
    public void A_day_begins_at_its_first_instant_where_midnight_is_skipped_or_comes_twice(string at, int hours)
    {
        var cycle = new BillingCycle(CycleUnit.Day, TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"));

        var day = cycle.PeriodOf(Time(at));

        Assert.Equal(TimeSpan.FromHours(hours), day.End - day.Start);
        Assert.Equal(day, cycle.PeriodOf(day.Start));
        Assert.Equal(day, cycle.PeriodOf(day.End.AddTicks(-1)));
    }

    [Fact]
    public void Periods_tile_so_that_every_instant_is_in_exactly_one()
    {
        string[] zones = ["UTC", "Europe/Berlin", "America/Santiago", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo"];
        var instants = Gen.Choose(0, 60 * 365 * 24).Select(hours => DateTimeOffset.UnixEpoch.AddHours(hours).AddMinutes(hours % 60));
        var cycles = Gen.Elements(Enum.GetValues<CycleUnit>()).Zip(Gen.Elements(zones)).Select(pair => new BillingCycle(pair.Item1, TimeZoneInfo.FindSystemTimeZoneById(pair.Item2)));

        Prop.ForAll(Arb.From(cycles), Arb.From(instants), (cycle, instant) =>
        {
            var period = cycle.PeriodOf(instant);
            var next = cycle.After(period);
            return period.Contains(instant) && next.Start == period.End && cycle.PeriodOf(period.Start) == period && cycle.PeriodOf(period.End.AddTicks(-1)) == period;
        }).QuickCheckThrowOnFailure();
    }

    private static DateTimeOffset Time(string text) => Rfc3339.TryParse(text, out var time) ? time : throw new ArgumentException(text);
}
