using Farebox.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Ledger;

public sealed class BurnDownTests
{
    private static readonly DateOnly Tomorrow = new(2026, 7, 2);

    [Fact]
    public void Credit_runs_out_on_the_first_day_that_cannot_be_paid_in_full()
    {
        var forecast = BurnDown.Forecast([Grant("a", 25)], used: 100, usedDays: 10, Tomorrow);

        Assert.Equal(new(2026, 7, 4), forecast.RunsOutOn);
        Assert.Equal(["10 15", "10 5", "5 0"], forecast.Days.Select(day => $"{day.Burnt} {day.Left}"));
    }

    [Fact]
    public void What_expires_before_it_is_burnt_is_lost_and_said()
    {
        var forecast = BurnDown.Forecast([Grant("soon", 30, until: new(2026, 7, 4)), Grant("later", 20)], used: 10, usedDays: 1, Tomorrow);

        Assert.Equal([new("soon", new(2026, 7, 4), 10)], forecast.Lost);
        Assert.Equal(new(2026, 7, 6), forecast.RunsOutOn);
    }

    [Fact]
    public void A_grant_pays_from_its_first_day_on()
    {
        var forecast = BurnDown.Forecast([Grant("next", 50, from: new(2026, 7, 3)), Grant("now", 10)], used: 10, usedDays: 1, Tomorrow);

        Assert.Equal(["10 50", "10 40"], forecast.Days.Take(2).Select(day => $"{day.Burnt} {day.Left}"));
    }

    [Fact]
    public void Nothing_used_never_runs_out()
    {
        var forecast = BurnDown.Forecast([Grant("a", 1)], used: 0, usedDays: 28, Tomorrow);

        Assert.Null(forecast.RunsOutOn);
        Assert.Equal(BurnDown.DaysMax, forecast.Days.Count);
    }

    [Fact]
    public void Less_than_a_unit_a_day_is_burnt_on_some_days() =>
        Assert.Equal("0 0 1 0 0 1", string.Join(' ', BurnDown.Forecast([Grant("a", 9)], used: 1, usedDays: 3, Tomorrow).Days.Take(6).Select(day => day.Burnt)));

    [Fact]
    public void What_is_burnt_lost_and_left_is_what_there_was() => Check.QuickThrowOnFailure(Prop.ForAll(Forecasts(), forecast =>
        Accounted(forecast.Grants, forecast.Made) == forecast.Grants.Sum(grant => grant.Units)));

    [Fact]
    public void Without_what_is_lost_it_would_be_less() => Assert.ThrowsAny<Exception>(() => Check.QuickThrowOnFailure(Prop.ForAll(Forecasts(), forecast =>
        Accounted(forecast.Grants, forecast.Made with { Lost = [] }) == forecast.Grants.Sum(grant => grant.Units))));

    private static Int128 Accounted(IReadOnlyList<BurnGrant> grants, BurnForecast forecast)
    {
        Int128 sum = forecast.Days.Count == 0 ? grants.Sum(grant => grant.Units) : forecast.Days[^1].Left;
        foreach (var day in forecast.Days) sum += day.Burnt;
        foreach (var loss in forecast.Lost) sum += loss.Units;
        return sum;
    }

    private static Arbitrary<(IReadOnlyList<BurnGrant> Grants, BurnForecast Made)> Forecasts() =>
        (from count in Gen.Choose(0, 5)
         from units in Gen.Choose(0, 1000).ArrayOf(count)
         from starts in Gen.Choose(-5, 20).ArrayOf(count)
         from ends in Gen.Choose(0, 60).ArrayOf(count)
         from used in Gen.Choose(0, 500)
         from days in Gen.Choose(1, 28)
         let grants = units.Select((amount, i) => Grant($"g{i}", amount, Tomorrow.AddDays(starts[i]), ends[i] == 0 ? null : Tomorrow.AddDays(ends[i]))).ToArray()
         select ((IReadOnlyList<BurnGrant>)grants, BurnDown.Forecast(grants, used, days, Tomorrow))).ToArbitrary();

    private static BurnGrant Grant(string id, long units, DateOnly? from = null, DateOnly? until = null) => new(id, units, from ?? DateOnly.MinValue, until);
}
