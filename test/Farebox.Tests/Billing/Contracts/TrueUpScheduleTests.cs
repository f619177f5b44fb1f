using Farebox.Billing.Contracts;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Tests.Billing.Contracts;

public sealed class TrueUpScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_quarter_is_settled_by_itself_when_it_is_over()
    {
        var settled = Schedule(CarryOver.Nothing, new RampStep(Start, 100m)).Settle([(Day(10), 60m), (Day(100), 130m), (Day(200), 90m)], Start.AddMonths(9));

        Assert.Equal([40m, 0m, 10m], settled.Select(period => period.TrueUp));
        Assert.Equal(2, Schedule(CarryOver.Nothing, new RampStep(Start, 100m)).Settle([], Start.AddMonths(8)).Length);
    }

    [Fact]
    public void What_was_used_above_counts_in_the_next_where_it_is_carried_over() =>
        Assert.Equal([0m, 30m], Schedule(CarryOver.Excess, new RampStep(Start, 100m)).Settle([(Day(10), 120m), (Day(100), 50m)], Start.AddMonths(6)).Select(period => period.TrueUp));

    [Fact]
    public void What_was_missing_and_paid_may_be_used_in_the_next_and_does_not_fill_it() =>
        Assert.Equal([40m, 40m], Schedule(CarryOver.Shortfall, new RampStep(Start, 100m)).Settle([(Day(10), 60m), (Day(100), 100m)], Start.AddMonths(6)).Select(period => period.TrueUp));

    [Fact]
    public void A_ramp_commits_more_from_a_date_on()
    {
        var settled = Schedule(CarryOver.Nothing, new RampStep(Start, 100m), new RampStep(Start.AddMonths(3), 300m)).Settle([(Day(10), 100m), (Day(100), 100m)], Start.AddMonths(6));

        Assert.Equal([0m, 200m], settled.Select(period => period.TrueUp));
        Assert.Throws<ArgumentException>(() => new Ramp([new(Start, 1m), new(Start, 2m)]));
    }

    [Fact]
    public void A_discount_grows_with_what_was_spent_and_is_the_same_in_parts()
    {
        var discount = new VolumeDiscount(new PerUnitCharge(0.1m));

        Assert.Equal(discount.Of(100m, 0m, Start), discount.Of(60m, 0m, Start) + discount.Of(40m, 60m, Start));
    }

    private static DateTimeOffset Day(int day) => Start.AddDays(day);

    private static TrueUpSchedule Schedule(CarryOver carryOver, params RampStep[] steps) => new(
        new("quarter", 0m) { CarryOver = carryOver }, new([.. steps]), CycleAnchor.Calendar(new(CadenceUnit.Month, 3), TimeZoneInfo.Utc), Start, Start.AddYears(1));
}
