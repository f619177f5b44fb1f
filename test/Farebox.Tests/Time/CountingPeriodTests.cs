using Farebox.Time;

namespace Farebox.Tests.Time;

public sealed class CountingPeriodTests
{
    [Theory]
    [InlineData(CounterReset.Day, "2026-07-31T23:59:59Z", "2026-07-31")]
    [InlineData(CounterReset.Month, "2026-07-31T23:59:59Z", "2026-07")]
    [InlineData(CounterReset.Month, "2026-07-31T23:30:00-01:00", "2026-08")]
    [InlineData(CounterReset.Year, "2026-07-31T23:59:59Z", "2026")]
    [InlineData(CounterReset.Never, "2026-07-31T23:59:59Z", "ever")]
    public void It_is_named_by_its_calendar_in_UTC_and_read_back(CounterReset reset, string at, string name)
    {
        Assert.True(Rfc3339.TryParse(at, out var instant));
        var period = CountingPeriod.Of(reset, instant);

        Assert.Equal(name, period.ToString());
        Assert.True(CountingPeriod.TryParse(name, out var read));
        Assert.Equal(period, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-7")]
    [InlineData("26-07-01")]
    [InlineData("0000")]
    [InlineData("never")]
    public void What_names_no_period_is_none(string? name) => Assert.False(CountingPeriod.TryParse(name, out _));
}
