using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Tests.Rating.Terms;

public sealed class ChargeReaderTests
{
    public static IEnumerable<object[]> Examples => TermsExamples.All.Select(example => new object[] { example.Terms, example.Quantity, example.Price });

    [Theory]
    [MemberData(nameof(Examples))]
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
