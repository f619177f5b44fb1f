using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Tests.Rating.Terms;

public sealed class ChargeReaderTests
{
    [Theory]
    [InlineData("""{"model": "flat", "amount": "5"}""", "3", "5")]
    [InlineData("""{"model": "per_unit", "unit_price": "2.50", "per": 1000000}""", "1000", "0.0025")]
    [InlineData("""{"model": "package", "amount": "5", "size": 100, "free": 100}""", "201", "10")]
    [InlineData("""{"model": "graduated", "tiers": [{"up_to": 1000, "unit_price": "0.01"}, {"up_to": 10000, "unit_price": "0.008"}, {"unit_price": "0.005"}]}""", "15000", "107")]
    [InlineData("""{"model": "volume", "tiers": [{"up_to": 100, "unit_price": "10", "per": 10, "flat": "3"}, {"up_to": "unlimited", "flat": 7}]}""", "100", "103")]
    [InlineData("""{"model": "graduated", "bounds": "width", "beyond_last": "last_price", "tiers": [{"up_to": 1000, "amount": 1, "size": 100}, {"up_to": 100000, "amount": 1, "size": 1000}]}""", "5325", "15")]
    [InlineData("""{"model": "percentage", "percent": "2.9", "fixed": "0.30"}""", "100", "3.2")]
    [InlineData("""{"model": "graduated_percentage", "tiers": [{"up_to": 100, "percent": 2}, {"percent": "1"}]}""", "200", "3")]
    [InlineData("""{"model": "allowance", "included": 50, "overage": {"model": "per_unit", "unit_price": "0.99"}}""", "52", "1.98")]
    [InlineData("""{"model": "cliff", "above": 10, "below": {"model": "per_unit", "unit_price": 1}, "beyond": {"model": "per_unit", "unit_price": 2}}""", "11", "22")]
    [InlineData("""{"model": "cost_plus", "markup_percent": 20}""", "10", "12")]
    [InlineData("""{"model": "dynamic"}""", "10.5", "10.5")]
    [InlineData("""{"model": "stepped", "first": {"size": 1, "amount": "0.014"}, "then": {"size": 1, "amount": "0.001"}}""", "2", "0.015")]
    [InlineData("""{"model": "capacity", "tiers": [{"limits": {"hosts": 5}, "amount": "10"}, {"limits": {"hosts": "unlimited"}, "amount": "20"}]}""", "6", "20")]
    [InlineData("""{"model": "time_of_day", "zone": "UTC", "windows": [{"from": "11:00", "to": "13:00", "charge": {"model": "per_unit", "unit_price": 3}}]}""", "2", "6")]
    [InlineData("""{"model": "per_unit", "unit_price": "10", "billed": {"divide_by": 60, "round": "up"}}""", "150", "30")]
    [InlineData("""{"model": "per_unit", "unit_price": "1", "minimum": 20, "maximum": 30, "discount_amount": 5, "discount_percent": 50}""", "85", "30")]
    public void Each_model_is_read_from_its_keys(string terms, string quantity, string price) =>
        Assert.Equal(Number.Of(price), Written.Charge(terms).Price(Number.Of(quantity), Some.Now with { Events = 1 }, null));

    [Fact]
    public void A_minimum_quantity_is_of_each_event_and_a_conversion_of_the_period()
    {
        var starts = Assert.IsType<AdjustedCharge>(Written.Charge("""{"model": "per_unit", "unit_price": 1, "billed": {"minimum": 60}}"""));
        var total = Assert.IsType<AdjustedCharge>(Written.Charge("""{"model": "per_unit", "unit_price": 1, "billed": {"step": 60}}"""));

        Assert.Equal((BilledScope.Event, BilledScope.Period), (starts.Billed!.Scope, total.Billed!.Scope));
    }

    [Theory]
    [InlineData("""{"model": "gradated", "tiers": []}""", "model", "did you mean 'graduated'?")]
    [InlineData("""{"model": "per_unit", "unit_prise": 1}""", "unit_price", "'unit_price' is missing.")]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "minimun": 1}""", "minimun", "did you mean 'minimum'?")]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "zebra_crossing": 1}""", "zebra_crossing", "Known are: model, unit_price, per, ")]
    [InlineData("""{"model": "per_unit", "unit_price": "1e3"}""", "unit_price", "is not a decimal number")]
    [InlineData("""{"model": "per_unit", "unit_price": "-1"}""", "unit_price", "zero or more")]
    [InlineData("""{"model": "per_unit", "unit_price": 1, "per": 60}""", "per", "power of ten")]
    [InlineData("""{"model": "per_unit", "unit_price": {"amount": 1}}""", "unit_price", "single value")]
    [InlineData("""{"model": "graduated", "tiers": [{"up_to": 10, "unit_price": 1}, {"up_to": 10, "unit_price": 2}]}""", "tiers", "Two tiers end at 10.")]
    [InlineData("""{"model": "graduated", "tiers": [{"unit_price": 1}, {"unit_price": 2}]}""", "tiers", "Only the last tier has no end")]
    [InlineData("""{"model": "graduated", "tiers": [{"up_to": 10, "unit_price": 1}, 5]}""", "tiers[1]", "map of keys")]
    [InlineData("""{"model": "graduated", "tiers": [{"up_to": 10, "unit_price": 1, "flat_fee": 1}]}""", "tiers[0].flat_fee", "There is no key 'flat_fee' here")]
    [InlineData("""{"model": "graduated", "tiers": [{"up_to": "ten", "unit_price": 1}]}""", "tiers[0].up_to", "not a decimal number")]
    [InlineData("""{"model": "graduated", "tiers": []}""", "tiers", "at least one entry")]
    [InlineData("""{"model": "graduated", "bounds": "upper", "tiers": [{"unit_price": 1}]}""", "bounds", "Known are: upper_inclusive")]
    [InlineData("""{"model": "volume", "tiers": [{"unit_price": 1, "amount": 1}]}""", "tiers[0]", "'amount' and 'size'")]
    [InlineData("""{"model": "package", "amount": 1, "size": 0}""", "size", "above zero")]
    [InlineData("""{"model": "allowance", "included": 1, "overage": {"model": "per_unit"}}""", "overage.unit_price", "missing")]
    [InlineData("""{"model": "allowance", "included": 1, "overage": {"model": "per_unit", "unit_price": 1, "billed": {"minimum": 5}}}""", "overage", "outermost")]
    [InlineData("""{"model": "time_of_day", "zone": "Mars", "windows": [{"from": "9:00", "to": "13:00", "charge": {"model": "dynamic"}}]}""", "zone", "no time zone 'Mars'")]
    [InlineData("""{"model": "dynamic", "from": "2026-07-02T00:00:00Z", "until": "2026-07-01T00:00:00Z"}""", "until", "later than 'from'")]
    [InlineData("""{"model": "dynamic", "discount_percent": 101}""", "discount_percent", "at most 100")]
    [InlineData("""{"model": "dynamic", "multiplier": 1, "multiplier": 2}""", "multiplier", "twice")]
    [InlineData("\"graduated\"", "", "a map with the key 'model'")]
    [InlineData("{}", "model", "missing")]
    public void A_fault_says_where_and_what_to_write_instead(string terms, string path, string message)
    {
        var (charge, faults) = Written.Read(terms);

        Assert.Null(charge);
        Assert.Contains(faults, fault => fault.Path == path && fault.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_terms_leave_open_is_as_the_preset_says()
    {
        const string Terms = """{"model": "volume", "tiers": [{"up_to": 100, "unit_price": 1, "flat": 10}, {"up_to": 200, "unit_price": "0.5"}]}""";

        Assert.Equal((0m, 110m), Prices("farebox"));
        Assert.Equal((10m, 110m), Prices("lago"));
        Assert.Equal((10m, 50m), Prices("meteroid"));

        (decimal AtZero, decimal AtBound) Prices(string preset)
        {
            var charge = Written.Charge(Terms, ConventionPreset.Find(preset));
            return (charge.Price(0m, Some.Now, null), charge.Price(100m, Some.Now, null));
        }
    }

    [Fact]
    public void Models_stand_inside_one_another_only_so_deep()
    {
        var terms = """{"model": "dynamic"}""";
        for (var i = 0; i < 4; i++) terms = $$"""{"model": "allowance", "included": 1, "overage": {{terms}}}""";

        Assert.Contains(Written.Read(terms).Faults, fault => fault.Message.Contains("so deep", StringComparison.Ordinal));
        Assert.Equal(14, ChargeReader.Models.Count);
    }
}
