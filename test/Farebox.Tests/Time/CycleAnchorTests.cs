using Farebox.Time;

namespace Farebox.Tests.Time;

public sealed class CycleAnchorTests
{
    private static readonly CadenceSpan Month = new(CadenceUnit.Month, 1);

    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void A_day_that_a_month_lacks_comes_back_in_the_next()
    {
        var cadence = CycleAnchor.OnDay(Month, 31, Utc(2022, 2, 19), TimeZoneInfo.Utc);

        Assert.Equal(Utc(2022, 2, 28), cadence.FirstFrom(Utc(2022, 2, 19)));
        Assert.Equal(Utc(2022, 3, 31), cadence.FirstFrom(Utc(2022, 3, 1)));
    }

    [Fact]
    public void The_first_whole_cycle_begins_on_the_first_such_day_from_the_start_on()
    {
        var yearly = CycleAnchor.OnDay(new(CadenceUnit.Year, 1), 15, Utc(2011, 1, 16), TimeZoneInfo.Utc);

        Assert.Equal(new(Utc(2010, 2, 15), Utc(2011, 2, 15)), yearly.PeriodAt(Utc(2011, 1, 16)));
    }

    [Fact]
    public void Cycles_of_days_have_no_day_of_the_month() =>
        Assert.Throws<ArgumentException>(() => CycleAnchor.OnDay(new(CadenceUnit.Day, 30), 1, Utc(2026, 1, 1), TimeZoneInfo.Utc));

    [Theory]
    [InlineData(CycleUnit.Day, "1 day")]
    [InlineData(CycleUnit.Week, "1 week")]
    [InlineData(CycleUnit.Month, "1 month")]
    [InlineData(CycleUnit.Quarter, "1 quarter")]
    [InlineData(CycleUnit.Year, "1 year")]
    public void Cycles_of_the_calendar_are_those_of_a_plan_also_when_clocks_change(CycleUnit unit, string text)
    {
        Assert.True(CadenceText.TryParse(text, out var span));
        var (cadence, cycle) = (CycleAnchor.Calendar(span, NewYork), new BillingCycle(unit, NewYork));

        for (var at = Utc(2025, 12, 30); at < Utc(2027, 1, 5); at = at.AddHours(7)) Assert.Equal(cycle.PeriodOf(at), cadence.PeriodAt(at));
    }

    [Fact]
    public void A_cycle_that_begins_with_a_subscription_is_none_of_the_calendar() =>
        Assert.NotEqual(CycleAnchor.Calendar(Month, NewYork).PeriodAt(Utc(2026, 3, 10)), CycleAnchor.Anniversary(Month, Utc(2026, 3, 4), NewYork).PeriodAt(Utc(2026, 3, 10)));

    [Theory]
    [InlineData("1 month", CadenceUnit.Month, 1)]
    [InlineData("2 quarters", CadenceUnit.Month, 6)]
    [InlineData("2 weeks", CadenceUnit.Day, 14)]
    [InlineData("1 year", CadenceUnit.Year, 1)]
    public void A_length_of_time_is_a_number_and_a_unit(string text, CadenceUnit unit, int count)
    {
        Assert.True(CadenceText.TryParse(text, out var span));
        Assert.Equal(new(unit, count), span);
        Assert.True(CadenceText.TryParse(CadenceText.Format(span), out var again));
        Assert.Equal(span, again);
    }

    [Theory]
    [InlineData("month")]
    [InlineData("0 months")]
    [InlineData("1 fortnight")]
    [InlineData("-1 days")]
    [InlineData("9999 weeks")]
    public void Anything_else_is_none(string text) => Assert.False(CadenceText.TryParse(text, out _));

    private static DateTimeOffset Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
