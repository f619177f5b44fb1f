using Farebox.Time;

namespace Farebox.Tests.Time;

public sealed class PeriodTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_boundary_of_two_periods_is_in_the_later_one_only()
    {
        Assert.False(new Period(Noon.AddHours(-1), Noon).Contains(Noon));
        Assert.True(new Period(Noon, Noon.AddHours(1)).Contains(Noon));
    }

    [Fact]
    public void A_period_that_does_not_end_after_its_start_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Period(Noon, Noon));
}
