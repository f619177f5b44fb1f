using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Rating;
using Farebox.Tests.Ledger;
using Farebox.Time;

namespace Farebox.Tests.Charging.Closing;

/// <summary>What rating a period again comes to, charge by charge, without a book.</summary>
public sealed class PeriodRatingTests
{
    private static readonly DateTimeOffset Noon = Till.Noon;
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset August = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly GraduatedCharge Before = Tariff.Graduated((10m, 1m), (null, 0.5m));
    private static readonly GraduatedCharge After = Tariff.Graduated((10m, 2m), (null, 3m));

    [Fact]
    public void What_it_cost_the_seller_is_rated_again_too()
    {
        var costs = new[] { Cost(1, Noon.AddYears(-1), Before), Cost(2, Noon, After) };
        var till = Tariff.Selling(Tariff.Of([Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(new PerUnitCharge(1m)))], costs));
        till.Use(10, at: Noon);
        till.Use(10, at: Noon.AddHours(-1));

        var rating = Rated(till, till.Catalog, Closed());
        var adjustment = Assert.Single(rating.Differences(9)).Adjustment;

        Assert.Equal((20, 20, 40_000_000_000, 25_000_000_000, 15_000_000_000), (adjustment.Rated, adjustment.Charged, adjustment.RatedCost, adjustment.ChargedCost, adjustment.Cost));
        Assert.Equal((Till.Credit, Till.Dollar, 2L, 2L, 9L), (adjustment.Asset, adjustment.CostAsset, rating.Events, adjustment.Events, adjustment.Through));
        rating.Add(adjustment);
        Assert.Empty(rating.Differences(9));
    }

    [Fact]
    public void A_cost_that_is_known_only_now_is_posted_and_one_that_is_not_known_any_more_stands()
    {
        var rates = new[] { Tariff.Version(1, Noon.AddYears(-1), Tariff.Row(new PerUnitCharge(1m))) };
        var (with, without) = (Tariff.Of(rates, Cost(1, Noon.AddYears(-1), new PerUnitCharge(2m))), Tariff.Of(rates));
        var (known, unknown) = (Tariff.Selling(with), Tariff.Selling(without));
        known.Use(10, at: Noon);
        unknown.Use(10, at: Noon);

        var adjustment = Assert.Single(Rated(unknown, with, Closed()).Differences(9)).Adjustment;
        Assert.Equal((20_000_000_000, 0, Till.Dollar), (adjustment.RatedCost, adjustment.ChargedCost, adjustment.CostAsset));
        Assert.Empty(Rated(known, without, Closed()).Differences(9));
    }

    [Fact]
    public void Differences_come_by_name_and_each_in_the_last_instant_of_its_own_period()
    {
        var till = Changing();
        Reorder(till, Noon, model: "b");
        Reorder(till, Noon.AddDays(-1), model: "a");
        Reorder(till, Noon, model: "a");

        Assert.Equal(
            [("a", "2026-06", July.AddMicroseconds(-1)), ("a", "2026-07", August.AddMicroseconds(-1)), ("b", "2026-07", August.AddMicroseconds(-1))],
            Rated(till, Dearer(), Closed()).Differences(9).Select(one => (one.Adjustment.Model, one.Adjustment.Period.ToString(), one.At)));
    }

    [Fact]
    public void A_charge_that_is_counted_over_a_year_is_booked_where_the_close_ends()
    {
        var till = Changing(CounterReset.Year);
        Reorder(till, Noon);

        var (adjustment, at) = Assert.Single(Rated(till, Dearer(CounterReset.Year), Closed()).Differences(9));
        Assert.Equal(("2026", August.AddMicroseconds(-1), 2L), (adjustment.Period.ToString(), at, adjustment.Events));
    }

    [Fact]
    public void What_belongs_to_closed_periods_alone_is_left_alone_unless_something_came_late()
    {
        var till = Changing();
        Reorder(till, Noon.AddDays(-1));

        Assert.Empty(Rated(till, Dearer(), Closed(July)).Differences(9));
        Assert.Equal(July, Assert.Single(Rated(till, Dearer(), Closed(July, Noon.AddDays(-2))).Differences(9)).At);
        Assert.Empty(Rated(till, Dearer(), Closed(July, Noon)).Differences(9));
    }

    [Fact]
    public void Rating_begins_where_the_longest_count_begins()
    {
        var year = Dearer(CounterReset.Year);

        Assert.Equal(DateTimeOffset.MinValue, PeriodRating.BeginOf(Closed(), year, ["default"], "default"));
        Assert.Equal(July, PeriodRating.BeginOf(Closed(July), Dearer(CounterReset.Day), ["default"], "default"));
        Assert.Equal(July.AddMonths(-6), PeriodRating.BeginOf(Closed(July), year, ["default"], "default"));
        Assert.Equal(July.AddMonths(-1), PeriodRating.BeginOf(Closed(July, Noon.AddDays(-2)), Dearer(), ["default"], "default"));
        Assert.Equal(July, PeriodRating.BeginOf(Closed(July), year, ["none"], "none"));
    }

    private static CardVersion Cost(int number, DateTimeOffset from, ChargeModel charge) => new(number, from, Till.Dollar, [Tariff.Row(charge)]);

    private static Till Changing(CounterReset resets = CounterReset.Month) => Tariff.Selling(Tariff.Of(Tariff.Row(Before, resets: resets)));

    private static Catalog Dearer(CounterReset resets = CounterReset.Month) => Tariff.Of(Tariff.Row(After, resets: resets));

    /// <summary>Ten tokens, and ten more an hour before.</summary>
    private static void Reorder(Till till, DateTimeOffset at, string? model = null)
    {
        till.Use(10, at: at, model: model);
        till.Use(10, at: at.AddHours(-1), model: model);
    }

    private static PeriodClosed Closed(DateTimeOffset? from = null, DateTimeOffset? late = null) =>
        new(CountingPeriod.TryParse("2026-07", out var july) ? july : default, from, late, TimeSpan.Zero);

    private static PeriodRating Rated(Till till, Catalog catalog, PeriodClosed closed)
    {
        var rating = new PeriodRating(new(catalog), "default", closed);
        foreach (var entry in till.Entries.Where(entry => entry.Body is UsageReported).OrderBy(entry => entry.OccurredAt)) rating.Add(entry.OccurredAt, entry.Usage().Charges);
        return rating;
    }
}
