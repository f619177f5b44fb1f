using Farebox.Money;
using Farebox.Rating;

namespace Farebox.Tests.Rating;

public sealed class AdjustedChargeTests
{
    private static readonly PerUnitCharge One = new(1m);

    [Fact]
    public void The_stages_follow_one_another()
    {
        var working = new Working();
        var charge = new AdjustedCharge(One, free: 10m) { Billed = new() { DivideBy = 60m, Round = RoundingRule.Up }, DiscountAmount = 5m, DiscountPercent = 10m, Minimum = 40m, Maximum = 42m };

        Assert.Equal(42m, charge.Price(3_900m, Some.Now, working));
        Assert.Equal(
            [("free", 0m), ("per unit", 55m), ("discount amount", -5m), ("discount percent", -5m), ("maximum", -3m)],
            working.Steps.Select(step => (step.Reason, step.Total)));
        Assert.Equal(40m, charge.Price(60m, Some.Now, null));
        Assert.Equal(40m, charge.Price(0m, Some.Now, null));
    }

    [Theory]
    [InlineData("60", "60")]
    [InlineData("61", "61")]
    [InlineData("12", "60")]
    [InlineData("0", "0")]
    public void Each_start_is_billed_at_least_a_minute(string seconds, string billed) =>
        Assert.Equal(Number.Of(billed), Starts().Price(Number.Of(seconds), Some.Now, null));

    [Fact]
    public void Starts_are_billed_one_by_one_and_counted_as_billed()
    {
        var charge = Starts();
        var first = charge.Counted(61m);

        Assert.Equal((61m, 60m), (first, charge.Counted(12m)));
        Assert.Equal(60m, charge.Price(12m, Some.Now with { Before = first }, null));
        Assert.NotNull(charge.Refuses(73m, Some.Now with { Events = 2 }));
    }

    [Theory]
    [InlineData("1247", RoundingRule.Up, 0, "2")]
    [InlineData("1247", RoundingRule.Up, 2, "1.25")]
    [InlineData("1999", RoundingRule.Down, 0, "1")]
    [InlineData("3500", RoundingRule.HalfAwayFromZero, 0, "4")]
    [InlineData("2500", RoundingRule.HalfEven, 0, "2")]
    [InlineData("0", RoundingRule.Up, 0, "0")]
    public void A_conversion_rounds_the_running_total(string quantity, RoundingRule rule, int places, string billed) =>
        Assert.Equal(Number.Of(billed), new AdjustedCharge(One) { Billed = new() { DivideBy = 1000m, Round = rule, Decimals = places } }.Price(Number.Of(quantity), Some.Now, null));

    [Fact]
    public void A_quotient_without_end_keeps_twelve_places()
    {
        var charge = new AdjustedCharge(One) { Billed = new() { DivideBy = 3600m } };

        Assert.Equal(0.016944444444m, charge.Price(61m, Some.Now, null));
        Assert.Equal(1m, charge.Price(3539m, Some.Now with { Before = 61m }, null) + charge.Price(61m, Some.Now, null));
    }

    [Fact]
    public void Volume_tiers_charge_the_free_part_or_not()
    {
        var volume = new VolumeCharge(Some.Table((100m, 0.10m), (500m, 0.05m), (null, 0.02m)));

        Assert.Equal(12m, new AdjustedCharge(volume, 50m, FreeUnits.WholeQuantity).Price(600m, Some.Now, null));
        Assert.Equal(11m, new AdjustedCharge(volume, 50m).Price(600m, Some.Now, null));
        Assert.Equal(0m, new AdjustedCharge(volume, 50m, FreeUnits.WholeQuantity).Price(50m, Some.Now, null));
    }

    [Theory]
    [InlineData(NegativeQuantity.Zero, "0")]
    [InlineData(NegativeQuantity.Mirror, "-17.5")]
    [InlineData(NegativeQuantity.Refuse, null)]
    public void Below_zero_the_terms_decide(NegativeQuantity rule, string? price)
    {
        var charge = new AdjustedCharge(new GraduatedCharge(Some.Table((100m, 0.10m), (500m, 0.05m), (null, 0.02m)))) { Negative = rule };
        if (price is null)
        {
            Assert.NotNull(charge.Refuses(-250m, Some.Now));
            return;
        }

        var working = new Working();
        Assert.Equal(Number.Of(price), charge.Price(-250m, Some.Now, working));
        Assert.Equal(Number.Of(price), working.Steps.Sum(step => step.Total));
    }

    [Fact]
    public void What_is_taken_back_costs_what_it_had_cost()
    {
        var charge = new AdjustedCharge(new GraduatedCharge(Some.Ladder)) { Negative = NegativeQuantity.Mirror };

        Assert.Equal(-charge.Price(500m, Some.Now with { Before = 800m }, null), charge.Price(-500m, Some.Now with { Before = 1300m }, null));
    }

    [Fact]
    public void The_mirror_image_of_what_has_no_price_has_none()
    {
        var charge = new AdjustedCharge(new GraduatedCharge(Some.Table((10m, 1m)))) { Negative = NegativeQuantity.Mirror };

        Assert.NotNull(charge.Refuses(-11m, Some.Now));
        Assert.Null(charge.Refuses(-11m, Some.Now with { Before = 5m }));
        Assert.Equal(-11m, charge.Price(-11m, Some.Now with { Before = 5m }, null));
    }

    [Fact]
    public void A_charge_has_no_price_outside_its_own_dates()
    {
        var charge = new AdjustedCharge(One) { From = Some.Noon, Until = Some.Noon.AddDays(1) };

        Assert.Null(charge.Refuses(1m, Some.Now));
        Assert.NotNull(charge.Refuses(1m, new(Some.Noon.AddTicks(-1))));
        Assert.NotNull(charge.Refuses(1m, new(Some.Noon.AddDays(1))));
    }

    [Fact]
    public void A_line_in_money_meets_the_cap_with_what_was_billed_before()
    {
        var charge = new AdjustedCharge(new DynamicCharge(1.33333m)) { LineDecimals = 2, Maximum = 100m };
        var working = new Working();

        Assert.Equal(6.67m, charge.Price(50m, Some.Now with { Before = 70m, GrossBefore = 93.33m }, working));
        Assert.Equal([66.6665m, 0.0035m, -60.00m], working.Steps.Select(step => step.Total));
    }

    [Fact]
    public void A_minimum_makes_a_charge_due_at_the_end()
    {
        Assert.NotNull(new AdjustedCharge(One) { Minimum = 1m }.Arrears);
        Assert.Null(new AdjustedCharge(One) { Maximum = 1m }.Arrears);
        Assert.NotNull(new AdjustedCharge(new VolumeCharge(Some.Ladder)).Arrears);
    }

    [Fact]
    public void Terms_have_bounds()
    {
        Assert.Throws<ArgumentException>(() => new AdjustedCharge(new AdjustedCharge(One)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdjustedCharge(One) { DiscountPercent = 101m });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdjustedCharge(One, free: -1m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BilledQuantity { DivideBy = 0m });
        Assert.Throws<ArgumentException>(() => new AllowanceCharge(1m, Starts()));
    }

    private static AdjustedCharge Starts() => new(One) { Billed = new() { Minimum = 60m, Scope = BilledScope.Event } };
}
