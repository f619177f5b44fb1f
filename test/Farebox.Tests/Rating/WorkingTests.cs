using Farebox.Money;
using Farebox.Rating;
using Farebox.Tests.Rating.Terms;

namespace Farebox.Tests.Rating;

/// <summary>What a user reads as the reason of a price: each step by name, with its quantity, its unit price and its total.</summary>
public sealed class WorkingTests
{
    private const string Packages = """{"model": "stepped", "first": {"size": 60, "amount": 1}, "then": {"size": 30, "amount": "0.4"}}""";
    private const string Percentage = """{"model": "percentage", "percent": 2, "fixed": "0.3", "free_value": 100}""";
    private const string Window = """{"model": "percentage", "percent": 2, "event_minimum": 1, "event_maximum": 3}""";
    private const string Cliff = """{"model": "cliff", "above": 10, "below": {"model": "per_unit", "unit_price": 1}, "beyond": {"model": "per_unit", "unit_price": 2}}""";
    private const string Sizes = """{"model": "capacity", "tiers": [{"limits": {"hosts": 5}, "amount": 10}, {"limits": {"hosts": 9}, "amount": 16}]}""";
    private const string Capped = """{"model": "graduated", "tiers": [{"up_to": 5, "unit_price": 1, "maximum": 3}, {"unit_price": 2, "flat": 7}]}""";
    private const string Stages = """{"model": "per_unit", "unit_price": 1, "free": 2, "discount_amount": 3, "discount_percent": 50, "minimum": 4, "maximum": 20}""";
    private const string Whole = """{"model": "volume", "free": 5, "free_units": "whole_quantity", "tiers": [{"up_to": 10, "unit_price": 2}, {"unit_price": 1}]}""";
    private const string Fees = """{"model": "allowance", "included": 10, "overage": {"model": "percentage", "percent": 50, "fixed": 3, "free_events": 0}}""";
    private const string Allowance = """{"model": "allowance", "included": 10, "overage": {"model": "per_unit", "unit_price": 3}}""";

    [Theory]
    [InlineData(Packages, 30, "first 30 x 0 = 1")]
    [InlineData(Packages, 60, "first 60 x 0 = 1")]
    [InlineData(Packages, 100, "first 60 x 0 = 1; then 2 x 0.4 = 0.8")]
    [InlineData(Percentage, 150, "free value 100 x 0 = 0; percentage 50 x 0.02 = 1; fixed fee 1 x 0.3 = 0.3")]
    [InlineData(Percentage, 100, "free value 100 x 0 = 0")]
    [InlineData(Window, 10, "percentage 10 x 0.02 = 0.2; event minimum 0 x 0 = 0.8")]
    [InlineData(Window, 50, "percentage 50 x 0.02 = 1")]
    [InlineData(Window, 150, "percentage 150 x 0.02 = 3")]
    [InlineData(Window, 200, "percentage 200 x 0.02 = 4; event maximum 0 x 0 = -1")]
    [InlineData("""{"model": "cost_plus", "markup_percent": 20}""", 10, "cost 10 x 1 = 10; markup 10 x 0.2 = 2")]
    [InlineData("""{"model": "cost_plus", "markup_percent": 20, "cost": {"model": "per_unit", "unit_price": 2}}""", 3, "per unit 3 x 2 = 6; markup 6 x 0.2 = 1.2")]
    [InlineData("""{"model": "dynamic", "multiplier": "1.5"}""", 4, "amount of the event 4 x 1.5 = 6")]
    [InlineData(Cliff, 10, "per unit 10 x 1 = 10")]
    [InlineData(Cliff, 11, "request above the cliff 11 x 0 = 0; per unit 11 x 2 = 22")]
    [InlineData(Sizes, 7, "size 7 x 0 = 16")]
    [InlineData(Sizes, 0, "size 0 x 0 = 0")]
    [InlineData("""{"model": "capacity", "flat_at_zero": true, "tiers": [{"limits": {"hosts": 5}, "amount": 10}]}""", 0, "size 0 x 0 = 10")]
    [InlineData("""{"model": "flat", "amount": 5}""", 3, "flat fee 1 x 0 = 5")]
    [InlineData("""{"model": "flat", "amount": 5}""", 0, "flat fee 0 x 0 = 0")]
    [InlineData("""{"model": "flat", "amount": 5, "flat_at_zero": true}""", 0, "flat fee 1 x 0 = 5")]
    [InlineData(Capped, 7, "tier 1 5 x 1 = 5; tier 1 maximum 0 x 0 = -2; tier 2 2 x 2 = 4; tier 2 flat fee 1 x 0 = 7")]
    [InlineData("""{"model": "volume", "tiers": [{"unit_price": 2, "flat": 1, "maximum": 5}]}""", 4, "tier 1, all units 4 x 2 = 8; tier 1 flat fee 1 x 0 = 1; tier 1 maximum 0 x 0 = -4")]
    [InlineData(Allowance, 15, "included 10 x 0 = 0; per unit 5 x 3 = 15")]
    [InlineData(Allowance, 4, "included 4 x 0 = 0; per unit 0 x 3 = 0")]
    [InlineData(Whole, 5, "")]
    [InlineData(Whole, 12, "tier 1, all units 12 x 2 = 24")]
    [InlineData(Whole, 16, "tier 2, all units 16 x 1 = 16")]
    [InlineData("""{"model": "package", "amount": 5, "size": 10}""", 21, "packages 3 x 5 = 15")]
    [InlineData("""{"model": "package", "amount": 5, "size": 10, "round": "down"}""", 29, "packages 2 x 5 = 10")]
    [InlineData("""{"model": "package", "amount": 5, "size": 10, "round": "nearest"}""", 24, "packages 2 x 5 = 10")]
    [InlineData("""{"model": "package", "amount": 5, "size": 10, "round": "nearest"}""", 25, "packages 3 x 5 = 15")]
    [InlineData("""{"model": "volume", "beyond_last": "unbilled", "tiers": [{"up_to": 10, "unit_price": 2}]}""", 15, "tier 1, all units 10 x 2 = 20")]
    [InlineData("""{"model": "volume", "beyond_last": "unbilled", "tiers": [{"up_to": 10, "unit_price": 2}]}""", 9, "tier 1, all units 9 x 2 = 18")]
    [InlineData("""{"model": "volume", "beyond_last": "last_price", "tiers": [{"up_to": 10, "unit_price": 2}]}""", 15, "tier 1, all units 15 x 2 = 30")]
    [InlineData(Fees, 5, "included 5 x 0 = 0")]
    [InlineData(Fees, 12, "included 10 x 0 = 0; percentage 2 x 0.5 = 1; fixed fee 1 x 3 = 3")]
    [InlineData(Stages, 15, "free 2 x 0 = 0; per unit 13 x 1 = 13; discount amount 0 x 0 = -3; discount percent 0 x 0 = -5")]
    [InlineData(Stages, 4, "free 2 x 0 = 0; per unit 2 x 1 = 2; discount amount 0 x 0 = -2; minimum 0 x 0 = 4")]
    [InlineData(Stages, 105, "free 2 x 0 = 0; per unit 103 x 1 = 103; discount amount 0 x 0 = -3; discount percent 0 x 0 = -50; maximum 0 x 0 = -30")]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "discount_percent": 25}""", 8, "per unit 8 x 1 = 8; discount percent 8 x 0.25 = -2")]
    [InlineData("""{"model": "per_unit", "unit_price": "0.125", "line_decimals": 1}""", 1, "per unit 1 x 0.125 = 0.125; rounded 0 x 0 = -0.025")]
    [InlineData("""{"model": "per_unit", "unit_price": 2, "negative": "mirror"}""", -3, "per unit -3 x 2 = -6")]
    public void Each_step_says_what_it_charges_and_for_what(string terms, int quantity, string steps) =>
        Assert.Equal(steps, Steps(Written.Charge(terms), quantity, Some.Now with { Events = 1 }));

    [Theory]
    [InlineData(Sizes, 3, 4, "size 4 x 0 = 16; priced before 3 x 0 = -10")]
    [InlineData(Capped, 5, 0, "")]
    [InlineData(Capped, 2, 3, "tier 1 3 x 1 = 3; tier 1 maximum 0 x 0 = -2")]
    [InlineData(Capped, 6, 1, "tier 2 1 x 2 = 2")]
    [InlineData(Allowance, 4, 10, "included 6 x 0 = 0; per unit 4 x 3 = 12")]
    [InlineData(Allowance, 20, 5, "per unit 5 x 3 = 15")]
    [InlineData(Fees, 12, 0, "")]
    [InlineData(Fees, 2, 3, "included 3 x 0 = 0")]
    [InlineData(Fees, 12, 4, "percentage 4 x 0.5 = 2; fixed fee 1 x 3 = 3")]
    [InlineData("""{"model": "flat", "amount": 5}""", 1, 3, "flat fee 0 x 0 = 0")]
    [InlineData("""{"model": "volume", "tiers": [{"up_to": 5, "unit_price": 2}, {"unit_price": 1}]}""", 4, 2, "tier 2, all units 6 x 1 = 6; priced before 4 x 0 = -8")]
    [InlineData(Stages, 15, 30, "per unit 30 x 1 = 30; discount percent 0 x 0 = -15")]
    [InlineData("""{"model": "per_unit", "unit_price": 2, "negative": "mirror"}""", 5, -7, "per unit -2 x 2 = -4; priced before 5 x 0 = -10")]
    public void A_part_of_a_period_says_what_was_priced_before(string terms, int before, int quantity, string steps) =>
        Assert.Equal(steps, Steps(Written.Charge(terms), quantity, Some.Now with { Before = before }));

    [Fact]
    public void The_size_of_the_request_stands_where_the_cliff_was_passed() =>
        Assert.Equal("request above the cliff 30 x 0 = 0; per unit 2 x 2 = 4", Steps(Written.Charge(Cliff), 2, Some.Now with { Request = 30m }));

    [Fact]
    public void A_fall_below_nothing_is_a_step_of_its_own()
    {
        var working = new Working();

        Assert.Equal(0m, LevelPricing.Price(Some.Ladder, [new(-10m, -10m)], working));
        Assert.Equal("tier 1 -10 x 0.1 = -1; not below zero 0 x 0 = 1", Text(working));
    }

    [Fact]
    public void A_level_names_the_fees_of_the_tiers_it_entered()
    {
        var table = new TierTable([new(5m, 1m) { Flat = 2m }, new(null, 3m)]);
        var (by, all) = (new Working(), new Working());
        LevelPricing.Price(table, [new(6m, 6m)], by);
        LevelPricing.PriceVolume(table, 4m, 2m, all);

        Assert.Equal("tier 1 5 x 1 = 5; tier 2 1 x 3 = 3; tier 1 flat fee 1 x 0 = 2", Text(by));
        Assert.Equal("tier 1, all units 2 x 1 = 2; tier 1 flat fee 1 x 0 = 2", Text(all));
    }

    private static string Steps(ChargeModel charge, decimal quantity, PriceContext context)
    {
        var working = new Working();
        charge.Price(quantity, context, working);
        return Text(working);
    }

    private static string Text(Working working) => string.Join("; ", working.Steps.Select(step =>
        $"{step.Reason} {DecimalText.Format(step.Quantity)} x {DecimalText.Format(step.UnitPrice)} = {DecimalText.Format(step.Total)}"));
}
