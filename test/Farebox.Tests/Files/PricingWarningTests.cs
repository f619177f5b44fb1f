namespace Farebox.Tests.Files;

public sealed class PricingWarningTests
{
    [Theory]
    [InlineData("unit_price: 1, per: 100000", 0)]
    [InlineData("unit_price: 0.00001", 0)]
    [InlineData("unit_price: 0.9, per: 100000", 1)]
    [InlineData("unit_price: 0.15, per: 1000000", 1)]
    [InlineData("unit_price: 0", 0)]
    public void A_unit_that_costs_fewer_than_ten_smallest_units_is_warned_of(string price, int warnings)
    {
        var found = FileSample.Warnings(FileSample.Read(FileSample.Good.Replace("unit_price: 1, per: 1000", price, StringComparison.Ordinal)));

        Assert.Equal(warnings, found.Length);
        if (price.StartsWith("unit_price: 0.15", StringComparison.Ordinal))
            Assert.Contains("one unit of llm/input costs 0.15 of the smallest units of credit (scale 6)", found[0], StringComparison.Ordinal);
        if (warnings > 0) Assert.Contains(price.Contains("0.15", StringComparison.Ordinal) ? "scale: 8 for credit" : "scale: 7 for credit", found[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_a_price_is_warned_of() =>
        Assert.Equal(
            "a.yaml:12:7: warning: no row prices the class output of the meter llm: events that have it are unrated. Add a row; a price may be 0.",
            Assert.Single(FileSample.Warnings(FileSample.Read(FileSample.Good.Replace("{input: input_tokens}", "{input: input_tokens, output: output_tokens}", StringComparison.Ordinal)))));

    [Theory]
    [InlineData("", "a.yaml:1:10: warning: no rate card prices the meter m: its events are unrated")]
    [InlineData(", priced: false", null)]
    public void A_meter_without_a_price_is_warned_of(string more, string? expected)
    {
        var found = FileSample.Warnings(FileSample.Read($"meters: {{m: {{event_type: a, aggregation: count{more}}}}}"));

        if (expected is null) Assert.Empty(found);
        else Assert.StartsWith(expected, Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-30T23:59:59Z", true)]
    [InlineData("2026-07-01T00:00:00Z", false)]
    public void A_newest_version_that_reaches_back_is_warned_of(string from, bool warns)
    {
        var text = FileSample.Good + $"\n      2:\n        effective_from: {from}\n        rows: [{{meter: llm, class: input, unit_price: 2}}]\n";
        var found = FileSample.Warnings(FileSample.Read(text));

        Assert.Equal(warns, found.Length == 1 && found[0].Contains($"effective from {from}, which is past", StringComparison.Ordinal));
        Assert.Equal(warns ? 1 : 0, found.Length);
    }

    [Fact]
    public void Nothing_is_warned_of_while_something_is_wrong() =>
        Assert.Empty(FileSample.Warnings(FileSample.Read("meters: {m: {event_type: a, aggregation: count}}\nasset: {}")));
}
