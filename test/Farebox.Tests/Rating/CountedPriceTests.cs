using Farebox.Rating;
using Farebox.Tests.Rating.Terms;

namespace Farebox.Tests.Rating;

/// <summary>A price needs a running count where an earlier use of the period can change what this one costs, and nowhere else.</summary>
public sealed class CountedPriceTests
{
    private const string Unit = """{"model": "per_unit", "unit_price": 1}""";
    private const string Tiers = """{"model": "graduated", "tiers": [{"unit_price": 1}]}""";

    [Theory]
    [InlineData(Unit, false)]
    [InlineData("""{"model": "dynamic"}""", false)]
    [InlineData("""{"model": "stepped", "first": {"size": 1, "amount": 1}, "then": {"size": 1, "amount": 1}}""", false)]
    [InlineData("""{"model": "flat", "amount": 1}""", true)]
    [InlineData("""{"model": "package", "amount": 1, "size": 10}""", true)]
    [InlineData(Tiers, true)]
    [InlineData("""{"model": "cost_plus", "markup_percent": 1}""", false)]
    [InlineData($$"""{"model": "cost_plus", "markup_percent": 1, "cost": {{Unit}}}""", false)]
    [InlineData($$"""{"model": "cost_plus", "markup_percent": 1, "cost": {{Tiers}}}""", true)]
    [InlineData("""{"model": "percentage", "percent": 1, "fixed": 1, "event_minimum": 1}""", false)]
    [InlineData("""{"model": "percentage", "percent": 1, "free_events": 1}""", true)]
    [InlineData("""{"model": "percentage", "percent": 1, "free_value": 1}""", true)]
    [InlineData($$"""{"model": "cliff", "above": 1, "below": {{Unit}}, "beyond": {{Unit}}}""", false)]
    [InlineData($$"""{"model": "cliff", "above": 1, "below": {{Tiers}}, "beyond": {{Unit}}}""", true)]
    [InlineData($$"""{"model": "cliff", "above": 1, "below": {{Unit}}, "beyond": {{Tiers}}}""", true)]
    [InlineData($$"""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "09:00", "to": "10:00", "charge": {{Unit}}}]}""", false)]
    [InlineData($$"""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "09:00", "to": "10:00", "charge": {{Unit}}}], "otherwise": {{Unit}}}""", false)]
    [InlineData($$"""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "09:00", "to": "10:00", "charge": {{Unit}}}], "otherwise": {{Tiers}}}""", true)]
    [InlineData($$"""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "09:00", "to": "10:00", "charge": {{Unit}}}, {"from": "10:00", "to": "11:00", "charge": {{Tiers}}}]}""", true)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "line_decimals": 2}""", false)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "discount_percent": 2}""", false)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "billed": {"minimum": 60}}""", false)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "billed": {"step": 60}}""", true)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "free": 1}""", true)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "discount_amount": 1}""", true)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "minimum": 1}""", true)]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "maximum": 1}""", true)]
    [InlineData("""{"model": "graduated", "line_decimals": 2, "tiers": [{"unit_price": 1}]}""", true)]
    public void A_price_is_counted_where_what_came_before_changes_it(string terms, bool isCounted)
    {
        Assert.Equal(isCounted, Prices(terms).IsCounted[0]);
        Assert.Equal(isCounted, Prices(terms, new CardMultiplier("m", "batch", 0.5m, DimensionMatch.Everything)).IsCounted[0]);
    }

    [Theory]
    [InlineData(Unit, true)]
    [InlineData(Tiers, false)]
    [InlineData("""{"model": "dynamic"}""", false)]
    public void Prices_per_unit_are_told_from_others(string terms, bool isPerUnit) => Assert.Equal(isPerUnit, Prices(terms).IsPerUnit);

    private static PriceSet Prices(string terms, params CardMultiplier[] multipliers) =>
        Some.Card([new CardRow("m", "c", DimensionMatch.Everything, Written.Charge(terms))], multipliers: [.. multipliers])
            .Find(new("m", ["c"], []), [])!;
}
