using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class LevelPricingTests
{
    private static readonly TierTable Seats = new([new(5m, 10m) { Flat = 100m }, new(null, 5m) { Flat = 50m }]);

    [Fact]
    public void The_running_level_decides_the_tier_of_each_change()
    {
        var working = new Working();
        var price = LevelPricing.Price(Seats, [new(1m, 0.7097m), new(4m, 1.54839m), new(1m, 0.2258m), new(-5m, -0.80645m), new(-1m, -0.0645m)], working);

        Assert.Equal(165.80685m, price);
        Assert.Equal(price, working.Steps.Sum(step => step.Total));
    }

    [Fact]
    public void One_change_may_climb_through_all_tiers() =>
        Assert.Equal(370m, LevelPricing.Price(new([new(5m, 10m) { Flat = 100m }, new(15m, 5m) { Flat = 50m }, new(null, 2m)]), [new(75m, 75m)], null));

    [Fact]
    public void By_volume_the_full_level_decides_and_the_part_is_charged()
    {
        Assert.Equal(80m, LevelPricing.PriceVolume(Seats, 12m, 6m, null));
        Assert.NotEqual(80m, new VolumeCharge(Seats).Price(12m, Some.Now, null));
        Assert.Equal(0m, LevelPricing.PriceVolume(Seats, 0m, 0m, null));
    }

    [Fact]
    public void A_fall_is_given_back_but_never_more_than_was_charged()
    {
        Assert.Equal(105m, LevelPricing.Price(Seats, [new(1m, 1m), new(-1m, -0.5m)], null));
        Assert.Equal(0m, LevelPricing.Price(Seats, [new(5m, 2m), new(-100m, -33.33m)], null));
        Assert.Equal(0m, LevelPricing.Price(Seats, [], null));
    }
}
