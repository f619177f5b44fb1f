using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class TierTests
{
    private static readonly TierTable Flats = new(
        [new(5m, 5m) { Flat = 10m }, new(10m, 4m) { Flat = 20m }, new(15m, 3m) { Flat = 30m }, new(20m, 2m) { Flat = 40m }, new(null, 1m) { Flat = 50m }]);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1000", "100")]
    [InlineData("1000.5", "100.025")]
    [InlineData("15000", "650")]
    public void Graduated_each_unit_costs_the_price_of_its_own_tier(string quantity, string price) =>
        Assert.Equal(N(price), new GraduatedCharge(Some.Ladder).Price(N(quantity), Some.Now, null));

    [Theory]
    [InlineData("1000", "100")]
    [InlineData("1000.5", "50.025")]
    [InlineData("15000", "300")]
    public void By_volume_all_units_cost_the_price_of_the_last_tier_reached(string quantity, string price) =>
        Assert.Equal(N(price), new VolumeCharge(Some.Ladder).Price(N(quantity), Some.Now, null));

    [Fact]
    public void A_flat_fee_is_added_for_each_tier_entered_or_for_the_one_reached()
    {
        Assert.Equal(111m, new GraduatedCharge(Flats).Price(12m, Some.Now, null));
        Assert.Equal(66m, new VolumeCharge(Flats).Price(12m, Some.Now, null));
    }

    [Fact]
    public void The_working_names_tiers_and_fees()
    {
        var working = new Working();
        new GraduatedCharge(Flats).Price(7m, Some.Now, working);

        Assert.Equal(
            [new("tier 1", 5m, 5m, 25m), new("tier 1 flat fee", 1m, 0m, 10m), new("tier 2", 2m, 4m, 8m), new("tier 2 flat fee", 1m, 0m, 20m)],
            working.Steps);
    }

    [Fact]
    public void The_second_part_of_a_period_goes_on_in_the_tiers()
    {
        var working = new Working();
        var table = new TierTable([new(5m, 0m) { Flat = 100m }, new(10m, 0m) { Flat = 50m }, new(15m, 5m), new(null, 1m)]);

        Assert.Equal(22m, new GraduatedCharge(table).Price(10m, Some.Now with { Before = 12m }, working));
        Assert.Equal([15m, 7m], working.Steps.Select(step => step.Total));
    }

    [Theory]
    [InlineData(TierBounds.UpperInclusive, "100")]
    [InlineData(TierBounds.LowerInclusive, "50")]
    public void A_quantity_equal_to_a_bound_is_in_the_tier_the_table_says(TierBounds bounds, string price) =>
        Assert.Equal(N(price), new VolumeCharge(new([new(100m, 1m), new(null, 0.5m)], bounds)).Price(100m, Some.Now, null));

    [Fact]
    public void Widths_become_bounds()
    {
        var table = new TierTable([new(10m, 1.5m), new(100m, 1m), new(1000m, 0.5m)], TierBounds.Width);

        Assert.Equal([10m, 110m, 1110m], table.Tiers.Select(tier => tier.UpTo));
        Assert.Equal(55.5m, new VolumeCharge(table).Price(111m, Some.Now, null));
    }

    [Theory]
    [InlineData(BeyondLast.LastPrice, "75")]
    [InlineData(BeyondLast.Unbilled, "50")]
    [InlineData(BeyondLast.Refuse, null)]
    public void What_lies_beyond_the_last_tier_is_the_tables_choice(BeyondLast beyond, string? price)
    {
        var charge = new GraduatedCharge(new([new(10m, 5m)], beyondLast: beyond));

        Assert.Equal(price is null, charge.Refuses(15m, Some.Now) is not null);
        if (price is null) Assert.Throws<ArgumentOutOfRangeException>(() => charge.Price(15m, Some.Now, null));
        else Assert.Equal(N(price), charge.Price(15m, Some.Now, null));
        Assert.Null(charge.Refuses(10m, Some.Now));
    }

    [Theory]
    [InlineData(false, "0")]
    [InlineData(true, "10")]
    public void A_flat_fee_for_nothing_is_the_tables_choice_and_is_due_once(bool atZero, string price)
    {
        var charge = new GraduatedCharge(new(Flats.Tiers, flatAtZero: atZero));

        Assert.Equal(N(price), charge.Price(0m, Some.Now, null));
        Assert.Equal(0m, charge.Price(0m, Some.Now with { Before = 3m }, null));
        Assert.Equal(15m, charge.Price(1m, Some.Now, null));
    }

    [Fact]
    public void A_tier_of_packages_counts_begun_ones_whole_and_a_maximum_caps_a_tier()
    {
        var packages = new TierTable([new(1000m, 1m) { Size = 100m }, new(null, 1m) { Size = 1000m }]);
        var capped = new TierTable([new(null, 1m) { Maximum = 3m }]);

        Assert.Equal(15m, new GraduatedCharge(packages).Price(5325m, Some.Now, null));
        Assert.Equal(3m, new GraduatedCharge(capped).Price(5m, Some.Now, null));
        Assert.Equal(1m, new GraduatedCharge(capped).Price(5m, Some.Now with { Before = 2m }, null));
    }

    [Fact]
    public void A_table_is_sorted_and_its_bounds_are_told_apart()
    {
        Assert.Equal(Some.Ladder, new TierTable([.. Some.Ladder.Tiers.Reverse()]));
        Assert.NotEqual(Some.Ladder, new TierTable(Some.Ladder.Tiers, TierBounds.LowerInclusive));
        Assert.Throws<ArgumentException>(() => Some.Table((10m, 1m), (10m, 2m)));
        Assert.Throws<ArgumentException>(() => Some.Table((null, 1m), (null, 2m)));
        Assert.Throws<ArgumentException>(() => Some.Table((0m, 1m)));
        Assert.Throws<ArgumentException>(() => Some.Table());
    }

    [Fact]
    public void Percentages_go_by_tiers_of_the_value()
    {
        var charge = new GraduatedPercentageCharge(new([new(100m, 0.02m) { Flat = 1m }, new(null, 0.01m)]));

        Assert.Equal(1m + 2m + 0.5m, charge.Price(150m, Some.Now, null));
    }

    private static decimal N(string text) => Number.Of(text);
}
