using Farebox.Billing.Subscriptions;
using Farebox.Time;

namespace Farebox.Tests.Billing.Subscriptions;

public sealed class ProrationTermsTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly Period March = new(Utc(3, 1), Utc(4, 1));

    [Fact]
    public void The_day_of_a_start_the_day_of_an_end_and_neither()
    {
        var days = new ProrationTerms { Measure = ProrationMeasure.Day };
        var (from, until) = (Utc(3, 10).AddHours(15), Utc(3, 20).AddHours(9));

        Assert.Equal(new(10, 31), days.ShareOf(from, until, March, TimeZoneInfo.Utc));
        Assert.Equal(new(11, 31), (days with { IsEndDayBilled = true }).ShareOf(from, until, March, TimeZoneInfo.Utc));
        Assert.Equal(new(9, 31), (days with { IsStartDayBilled = false }).ShareOf(from, until, March, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_month_with_a_day_of_23_hours_has_its_days_and_fewer_seconds()
    {
        var cycle = CycleAnchor.Calendar(new(CadenceUnit.Month, 1), NewYork).PeriodAt(Utc(3, 15));

        Assert.Equal(31, new ProrationTerms { Measure = ProrationMeasure.Day }.Length(cycle, NewYork));
        Assert.Equal(743 * 3600, ProrationTerms.BySecond.Length(cycle, NewYork));
    }

    [Fact]
    public void Without_a_measure_a_part_is_the_whole_or_nothing()
    {
        var whole = new ProrationTerms { Measure = ProrationMeasure.Whole };

        Assert.Equal(new(1, 1), whole.ShareOf(Utc(3, 20), Utc(4, 1), March, TimeZoneInfo.Utc));
        Assert.Equal(new(0, 1), whole.ShareOf(Utc(3, 1), Utc(3, 20), March, TimeZoneInfo.Utc));
        Assert.Equal(new(0, 1), (whole with { IsStartDayBilled = false }).ShareOf(Utc(3, 20), Utc(4, 1), March, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_part_that_is_empty_is_nothing_unless_the_terms_say_otherwise()
    {
        Assert.Equal(0, ProrationTerms.BySecond.ShareOf(Utc(3, 5), Utc(3, 5), March, TimeZoneInfo.Utc).Part);
        Assert.Equal("1", new ProrationTerms { IsWholeOutside = true }.ShareOf(Utc(3, 5), Utc(3, 5), March, TimeZoneInfo.Utc).ToString());
    }

    [Theory]
    [InlineData(ProrationMeasure.Second)]
    [InlineData(ProrationMeasure.Day)]
    [InlineData(ProrationMeasure.StartedDay)]
    [InlineData(ProrationMeasure.FixedMonth)]
    public void Parts_of_a_cycle_add_up_to_it_wherever_it_is_cut(ProrationMeasure measure)
    {
        var terms = new ProrationTerms { Measure = measure };
        for (var cut = March.Start; cut < March.End; cut = cut.AddMinutes(431))
        {
            var (first, second) = (terms.ShareOf(March.Start, cut, March, NewYork), terms.ShareOf(cut, March.End, March, NewYork));
            Assert.Equal(terms.Length(March, NewYork), first.Part + second.Part);
        }
    }

    private static DateTimeOffset Utc(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);
}
