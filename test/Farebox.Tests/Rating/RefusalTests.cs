using System.Collections.Immutable;
using Farebox.Tests.Rating.Terms;

namespace Farebox.Tests.Rating;

/// <summary>A use that has no price is refused with the reason that its user can do something about.</summary>
public sealed class RefusalTests
{
    private const string BelowZero = "A quantity below zero has no price here.";
    private const string OneByOne = "The charge prices one event at a time.";
    private const string Beyond = "The last tier ends at 5.";
    private const string OtherTime = "The charge does not apply at this time.";
    private const string Tier = """{"up_to": 5, "unit_price": 1}""";
    private const string Graduated = $$"""{"model": "graduated", "tiers": [{{Tier}}]}""";
    private const string Stepped = """{"model": "stepped", "first": {"size": 1, "amount": 1}, "then": {"size": 1, "amount": 1}}""";

    [Theory]
    [InlineData("""{"model": "per_unit", "unit_price": 1}""", -1, 0, BelowZero)]
    [InlineData(Graduated, 6, 0, Beyond)]
    [InlineData(Graduated, 5, 1, Beyond)]
    [InlineData(Graduated, 4, 1, null)]
    [InlineData(Graduated, -1, 7, BelowZero)]
    [InlineData("""{"model": "graduated", "bounds": "lower_inclusive", "tiers": [{"up_to": 5, "unit_price": 1}]}""", 5, 0, Beyond)]
    [InlineData($$"""{"model": "volume", "tiers": [{{Tier}}]}""", 6, 0, Beyond)]
    [InlineData($$"""{"model": "volume", "tiers": [{{Tier}}]}""", -1, 7, BelowZero)]
    [InlineData("""{"model": "graduated_percentage", "tiers": [{"up_to": 5, "percent": 1}]}""", 6, 0, Beyond)]
    [InlineData("""{"model": "graduated_percentage", "tiers": [{"up_to": 5, "percent": 1}]}""", -1, 7, BelowZero)]
    [InlineData($$"""{"model": "allowance", "included": 10, "overage": {{Graduated}}}""", 15, 0, null)]
    [InlineData($$"""{"model": "allowance", "included": 10, "overage": {{Graduated}}}""", 16, 0, Beyond)]
    [InlineData($$"""{"model": "allowance", "included": 10, "overage": {{Graduated}}}""", -1, 17, BelowZero)]
    [InlineData($$"""{"model": "cliff", "above": 2, "below": {"model": "dynamic"}, "beyond": {{Graduated}}}""", 6, 0, Beyond)]
    [InlineData($$"""{"model": "cliff", "above": 9, "below": {"model": "dynamic"}, "beyond": {{Graduated}}}""", 6, 0, null)]
    [InlineData($$"""{"model": "cost_plus", "markup_percent": 1, "cost": {{Graduated}}}""", 6, 0, Beyond)]
    [InlineData("""{"model": "cost_plus", "markup_percent": 1}""", -1, 0, BelowZero)]
    [InlineData($$"""{"model": "graduated", "free": 3, "tiers": [{{Tier}}]}""", 8, 0, null)]
    [InlineData($$"""{"model": "graduated", "free": 3, "tiers": [{{Tier}}]}""", 9, 0, Beyond)]
    [InlineData($$"""{"model": "graduated", "negative": "zero", "tiers": [{{Tier}}]}""", -7, 0, null)]
    [InlineData($$"""{"model": "graduated", "negative": "mirror", "tiers": [{{Tier}}]}""", -5, 0, null)]
    [InlineData($$"""{"model": "graduated", "negative": "mirror", "tiers": [{{Tier}}]}""", -6, 0, Beyond)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "from": "2026-07-01T12:00:00Z"}""", 1, 0, null)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "from": "2026-07-01T12:00:01Z"}""", 1, 0, OtherTime)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "until": "2026-07-01T12:00:00Z"}""", 1, 0, OtherTime)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "until": "2026-07-01T12:00:01Z"}""", 1, 0, null)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "minimum": 1}""", -1, 0, BelowZero)]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 5}, "amount": 1}]}""", 5, 0, null)]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 5}, "amount": 1}]}""", 3, 3, "No size holds this much.")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 5, "b": 5}, "amount": 1}]}""", 3, 0, "The sizes name several units, and one quantity was given.")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 5, "b": 5}, "amount": 1}]}""", -3, 0, BelowZero)]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "13:00", "to": "14:00", "charge": {"model": "dynamic"}}]}""", 1, 0, "There is no price for this time of day.")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "13:00", "to": "14:00", "charge": {"model": "dynamic"}}]}""", -1, 0, BelowZero)]
    public void The_reason_is_the_first_that_holds(string terms, int quantity, int before, string? reason)
    {
        var context = Some.Now with { Before = before };

        Assert.Equal(reason, Written.Charge(terms).Refuses(quantity, context));
        if (reason is not null)
            Assert.Contains(reason, Assert.Throws<ArgumentOutOfRangeException>(() => Written.Charge(terms).Price(quantity, context, null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stepped, OneByOne)]
    [InlineData($$"""{"model": "cost_plus", "markup_percent": 1, "cost": {{Stepped}}}""", OneByOne)]
    [InlineData($$"""{"model": "allowance", "included": 1, "overage": {{Stepped}}}""", OneByOne)]
    [InlineData("""{"model": "percentage", "percent": 1, "free_events": 1}""", OneByOne)]
    [InlineData("""{"model": "percentage", "percent": 1, "event_minimum": 1}""", OneByOne)]
    [InlineData("""{"model": "percentage", "percent": 1, "event_maximum": 1}""", OneByOne)]
    [InlineData("""{"model": "percentage", "percent": 1, "free_value": 1, "fixed": 1}""", OneByOne)]
    [InlineData("""{"model": "percentage", "percent": 1, "free_value": 1}""", null)]
    [InlineData("""{"model": "percentage", "percent": 1, "fixed": 1}""", null)]
    [InlineData("""{"model": "cliff", "above": 1, "below": {"model": "dynamic"}, "beyond": {"model": "dynamic"}}""", OneByOne)]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "12:00", "to": "13:00", "charge": {"model": "dynamic"}}]}""", OneByOne)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "billed": {"minimum": 60}}""", OneByOne)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "billed": {"step": 60}}""", null)]
    public void What_prices_events_takes_one_at_a_time(string terms, string? reason)
    {
        Assert.Equal(reason, Written.Charge(terms).Refuses(3m, Some.Now with { Events = 2 }));
        Assert.Null(Written.Charge(terms).Refuses(3m, Some.Now with { Events = 1 }));
        Assert.Equal(reason is not null, Written.Charge(terms).IsPerEvent);
    }

    [Fact]
    public void A_cap_on_priced_events_needs_to_know_what_they_came_to()
    {
        var capped = Written.Charge("""{"model": "percentage", "percent": 10, "event_minimum": 3, "maximum": 5}""");

        Assert.Equal("What the events before came to is not known.", capped.Refuses(10m, Some.Now with { Before = 10m }));
        Assert.Null(capped.Refuses(10m, Some.Now));
        Assert.Equal(2m, capped.Price(10m, Some.Now with { Before = 10m, GrossBefore = 3m }, null));
    }

    [Theory]
    [InlineData("""{"model": "volume", "tiers": [{"unit_price": 1}]}""", "The tier that the whole period ends in prices every unit of it.")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"a": 5}, "amount": 1}]}""", "The size is chosen by the levels of the whole period.")]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "minimum": 1}""", "Whether the minimum is reached is known at the end of the period.")]
    [InlineData("""{"model": "volume", "minimum": 1, "tiers": [{"unit_price": 1}]}""", "The tier that the whole period ends in prices every unit of it.")]
    [InlineData("""{"model": "allowance", "included": 1, "overage": {"model": "volume", "tiers": [{"unit_price": 1}]}}""", "The tier that the whole period ends in prices every unit of it.")]
    [InlineData("""{"model": "cost_plus", "markup_percent": 1, "cost": {"model": "volume", "tiers": [{"unit_price": 1}]}}""", "The tier that the whole period ends in prices every unit of it.")]
    [InlineData("""{"model": "cliff", "above": 1, "below": {"model": "volume", "tiers": [{"unit_price": 1}]}, "beyond": {"model": "dynamic"}}""", "The tier that the whole period ends in prices every unit of it.")]
    [InlineData("""{"model": "cliff", "above": 1, "below": {"model": "dynamic"}, "beyond": {"model": "volume", "tiers": [{"unit_price": 1}]}}""", "The tier that the whole period ends in prices every unit of it.")]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "minimum": 0}""", null)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "maximum": 1}""", null)]
    [InlineData(Stepped, null)]
    public void What_is_known_at_the_end_only_says_so(string terms, string? reason) => Assert.Equal(reason, Written.Charge(terms).Arrears);

    [Fact]
    public void Levels_of_several_units_choose_the_first_size_that_holds_them_all()
    {
        var charge = Written.Charge("""{"model": "capacity", "tiers": [{"limits": {"a": 5, "b": 5}, "amount": 1}, {"limits": {"a": 9}, "amount": 2}]}""");
        var unbilled = Written.Charge("""{"model": "capacity", "beyond_last": "unbilled", "tiers": [{"limits": {"a": 5}, "amount": 1}]}""");
        var last = Written.Charge("""{"model": "capacity", "beyond_last": "last_price", "tiers": [{"limits": {"a": 5}, "amount": 1}]}""");

        Assert.Equal(1m, charge.Price(0m, Some.Now with { Units = Levels(5m, 5m) }, null));
        Assert.Equal(2m, charge.Price(0m, Some.Now with { Units = Levels(5m, 6m) }, null));
        Assert.Equal("No size holds this much.", charge.Refuses(0m, Some.Now with { Units = Levels(10m, 0m) }));
        Assert.Equal((0m, 1m), (unbilled.Price(6m, Some.Now, null), last.Price(6m, Some.Now, null)));
    }

    private static ImmutableDictionary<string, decimal> Levels(decimal a, decimal b) => ImmutableDictionary<string, decimal>.Empty.Add("a", a).Add("b", b);
}
