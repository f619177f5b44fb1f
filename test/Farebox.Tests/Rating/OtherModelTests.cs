using System.Collections.Immutable;
using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class OtherModelTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.4", "0.024")]
    [InlineData("1", "0.024")]
    [InlineData("1.1", "0.036")]
    [InlineData("3", "0.048")]
    public void The_first_megapixel_is_dearer_than_the_next(string megapixels, string price) =>
        Assert.Equal(Number.Of(price), new SteppedCharge(new(1m, 0.024m), new(1m, 0.012m)).Price(Number.Of(megapixels), Some.Now, null));

    [Fact]
    public void An_allowance_costs_nothing_and_is_shown()
    {
        var working = new Working();
        var charge = new AllowanceCharge(50m, new PerUnitCharge(0.99m));

        Assert.Equal(0.99m, charge.Price(51m, Some.Now, working));
        Assert.Equal([new("included", 50m, 0m, 0m), new("per unit", 1m, 0.99m, 0.99m)], working.Steps);
        Assert.Equal(0m, charge.Price(50m, Some.Now, null));
        Assert.Equal(1.98m, charge.Price(2m, Some.Now with { Before = 50m }, null));
    }

    [Theory]
    [InlineData(272_000, "1.7")]
    [InlineData(272_001, "3.4000125")]
    public void A_request_above_the_cliff_is_priced_as_a_whole(int tokens, string price) =>
        Assert.Equal(Number.Of(price), new CliffCharge(272_000m, [], new PerUnitCharge(0.00000625m), new PerUnitCharge(0.0000125m)).Price(tokens, Some.Now, null));

    [Fact]
    public void The_size_of_a_request_is_that_of_the_classes_it_names()
    {
        var row = new CliffCharge(200m, ["input", "cached"], new PerUnitCharge(1m), new PerUnitCharge(2m));
        var shape = new PriceShape("llm", ["input", "cached", "output"], []);
        var card = Some.Card([.. shape.Classes.Select(name => new CardRow("llm", name, DimensionMatch.Everything, row))]);

        Assert.Equal(250m, Price(150m, 50m, 50m));
        Assert.Equal(502m, Price(150m, 51m, 50m));

        decimal Price(params decimal[] quantities) => Pricing.Price(shape, card.Find(shape, []), quantities, [true, true, true], Some.Now).Total;
    }

    [Fact]
    public void Cost_plus_adds_the_markup_to_a_cost_or_to_what_a_model_says_the_cost_is()
    {
        Assert.Equal(2.4m, new CostPlusCharge(20m).Price(2m, Some.Now, null));
        Assert.Equal(3m, new CostPlusCharge(50m, new PerUnitCharge(0.001m)).Price(2000m, Some.Now, null));
        Assert.Equal(2m, new CostPlusCharge(0m).Price(2m, Some.Now, null));
    }

    [Theory]
    [InlineData(100, 1000, 50, "10")]
    [InlineData(101, 1000, 0, "20")]
    [InlineData(10, 2001, 0, "30")]
    public void Capacity_is_the_first_size_that_holds_every_unit(int first, int second, int third, string price)
    {
        var charge = new CapacityCharge([Size(10m, 100m, 1000m, 50m), Size(20m, 200m, 2000m, 100m), Size(30m, null, null, null)]);
        var levels = new Dictionary<string, decimal> { ["u1"] = first, ["u2"] = second, ["u3"] = third };

        Assert.Equal(Number.Of(price), charge.Price(0m, Some.Now with { Units = levels }, null));
        Assert.NotNull(charge.Refuses(100m, Some.Now));
        Assert.NotNull(charge.Arrears);
    }

    [Fact]
    public void A_level_that_no_size_holds_has_no_price()
    {
        var charge = new CapacityCharge([Size(10m, 100m)]);

        Assert.Equal(10m, charge.Price(100m, Some.Now, null));
        Assert.NotNull(charge.Refuses(101m, Some.Now));
        Assert.Equal(10m, new CapacityCharge(charge.Tiers, beyondLast: BeyondLast.LastPrice).Price(101m, Some.Now, null));
    }

    [Theory]
    [InlineData("2026-07-01T06:59:59Z", "1")]  // 08:59:59 in Berlin
    [InlineData("2026-07-01T07:00:00Z", "2")]
    [InlineData("2026-01-07T07:30:00Z", "1")]  // winter: 08:30
    [InlineData("2026-07-01T10:00:00Z", "1")]
    [InlineData("2026-07-04T08:00:00Z", "1")]  // a Saturday
    [InlineData("2026-07-03T21:00:00Z", "3")]  // Friday 23:00
    [InlineData("2026-07-03T23:30:00Z", "3")]  // Saturday 01:30, of Friday's night
    [InlineData("2026-07-04T23:30:00Z", "1")]
    public void The_local_time_of_use_chooses_the_price(string at, string price)
    {
        var charge = new TimeOfDayCharge(
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            [
                new(new(9, 0), new(12, 0), new PerUnitCharge(2m)) { Days = WeekDays.Wednesday },
                new(new(22, 0), new(2, 0), new PerUnitCharge(3m)) { Days = WeekDays.Friday },
            ],
            new PerUnitCharge(1m));

        Assert.True(Farebox.Time.Rfc3339.TryParse(at, out var instant));
        Assert.Equal(Number.Of(price), charge.Price(1m, new(instant), null));
    }

    [Fact]
    public void A_time_that_no_window_holds_has_no_price()
    {
        var charge = new TimeOfDayCharge(TimeZoneInfo.Utc, [new(new(9, 0), new(12, 0), new PerUnitCharge(2m))], null);

        Assert.Null(charge.Refuses(1m, new(Some.Noon.AddSeconds(-1))));
        Assert.NotNull(charge.Refuses(1m, Some.Now));
    }

    [Fact]
    public void A_flat_fee_is_due_once_and_with_the_first_use()
    {
        Assert.Equal(5m, new FlatCharge(5m).Price(0.1m, Some.Now, null));
        Assert.Equal(0m, new FlatCharge(5m).Price(1m, Some.Now with { Before = 0.1m }, null));
        Assert.Equal(0m, new FlatCharge(5m).Price(0m, Some.Now, null));
        Assert.Equal(5m, new FlatCharge(5m, AtZero: true).Price(0m, Some.Now, null));
    }

    private static CapacityTier Size(decimal amount, params decimal?[] limits) =>
        new(limits.Index().ToImmutableSortedDictionary(limit => $"u{limit.Index + 1}", limit => limit.Item, StringComparer.Ordinal), amount);
}
