using System.Collections.Immutable;
using Farebox.Metering;

namespace Farebox.Tests.Metering;

public sealed class MeterTests
{
    private static readonly Meter Tokens = new(
        "llm", "llm.usage", Aggregation.Sum, [new("input", "usage.input"), new("cached", "usage.cached", optional: true)], ["model", "tier"]);

    [Fact]
    public void Each_component_is_read_from_its_field()
    {
        var (error, quantities, present, values) = Measure(Tokens, """{"model":"small","tier":"batch","usage":{"input":1520,"cached":"0.25"}}""");

        Assert.Null(error);
        Assert.Equal([1520m, 0.25m], quantities);
        Assert.Equal([true, true], present);
        Assert.Equal(["small", "batch"], values);
    }

    [Theory]
    [InlineData("""{"usage":{"input":0}}""")]
    [InlineData("""{"usage":{"input":0,"cached":null},"model":null}""")]
    public void An_optional_component_and_a_dimension_may_be_missing_and_zero_is_a_value(string data)
    {
        var (error, quantities, present, values) = Measure(Tokens, data);

        Assert.Null(error);
        Assert.Equal([0m, 0m], quantities);
        Assert.Equal([true, false], present);
        Assert.Equal(["", ""], values);
    }

    [Theory]
    [InlineData("""{}""", EventCodes.PropertyMissing)]
    [InlineData("""{"usage":{"input":null}}""", EventCodes.PropertyMissing)]
    [InlineData("""{"input":5}""", EventCodes.PropertyMissing)]
    [InlineData("""{"usage":{"input":true}}""", EventCodes.InvalidType)]
    [InlineData("""{"usage":{"input":[1]}}""", EventCodes.InvalidType)]
    [InlineData("""{"usage":{"input":{"a":1}}}""", EventCodes.InvalidType)]
    [InlineData("""{"usage":{"input":"many"}}""", EventCodes.InvalidType)]
    [InlineData("""{"usage":{"input":" 1"}}""", EventCodes.InvalidType)]
    [InlineData("""{"usage":{"input":"NaN"}}""", EventCodes.InvalidType)]
    [InlineData("""{"usage":{"input":1},"model":5}""", EventCodes.InvalidType)]
    [InlineData("""{"usage":{"input":1e400}}""", EventCodes.NumberOutOfRange)]
    [InlineData("""{"usage":{"input":1e2}}""", EventCodes.NumberOutOfRange)]
    [InlineData("""{"usage":{"input":1e2147483648}}""", EventCodes.NumberOutOfRange)]
    [InlineData("""{"usage":{"input":1234567890123}}""", EventCodes.NumberOutOfRange)]
    [InlineData("""{"usage":{"input":79228162514264337593543950335.4}}""", EventCodes.NumberOutOfRange)]
    [InlineData("""{"usage":{"input":1e-29}}""", EventCodes.TooManyDecimals)]
    [InlineData("""{"usage":{"input":5E-324}}""", EventCodes.TooManyDecimals)]
    [InlineData("""{"usage":{"input":0.0000001}}""", EventCodes.TooManyDecimals)]
    [InlineData("""{"usage":{"input":1.0000000000000000000000000000000001}}""", EventCodes.TooManyDecimals)]
    [InlineData("""{"usage":{"input":-1}}""", EventCodes.QuantityNegative)]
    [InlineData("""{"usage":{"input":"-0.000001"}}""", EventCodes.QuantityNegative)]
    public void What_cannot_be_measured_is_named(string data, string code)
    {
        var error = Measure(Tokens, data).Error;

        Assert.Equal(code, error?.Code);
        Assert.NotEmpty(error!.Value.Detail);
    }

    [Fact]
    public void A_number_keeps_digits_that_binary_floating_point_would_lose()
    {
        var data = """{"usage":{"input":999999999999.999999}}""";

        Assert.Equal(999999999999.999999m, Measure(Tokens, data).Quantities[0]);
    }

    [Fact]
    public void A_count_is_one_per_event_whatever_the_data()
    {
        var meter = new Meter("calls", "llm.usage", Aggregation.Count, []);
        var (error, quantities, present, _) = Measure(meter, "{}");

        Assert.Null(error);
        Assert.Equal(["count"], meter.Components.Select(component => component.Class));
        Assert.Equal((1m, true), (quantities[0], present[0]));
    }

    [Fact]
    public void Equal_dimension_values_are_the_same_strings_and_the_same_array()
    {
        const string Data = """{"usage":{"input":1},"model":"large","tier":"日本"}""";
        var (first, second) = (Measure(Tokens, Data).Values, Measure(Tokens, Data).Values);

        Assert.Same(first, second);
        Assert.Same(first[1], second[1]);
    }

    [Theory]
    [InlineData(256, null)]
    [InlineData(257, "string_too_long")]
    public void A_dimension_value_has_a_bound_because_reports_are_kept_by_it(int length, string? expected) =>
        Assert.Equal(expected, Measure(Tokens, $$"""{"usage":{"input":1},"model":"{{new string('m', length)}}"}""").Error?.Code);

    [Fact]
    public void Many_distinct_dimension_values_stay_right_when_they_take_each_others_slots()
    {
        for (var i = 0; i < 20_000; i++)
            Assert.Equal($"m{i % 9000}", Measure(Tokens, $$"""{"usage":{"input":1},"model":"m{{i % 9000}}"}""").Values[0]);
    }

    [Theory]
    [InlineData("""{"kind":"chat","n":3}""", true)]
    [InlineData("""{"kind":"batch","n":3,"x":1}""", true)]
    [InlineData("""{"kind":"embed","n":3}""", false)]
    [InlineData("""{"kind":"chat","n":4}""", false)]
    [InlineData("""{"kind":"chat","n":3.0}""", false)]
    [InlineData("""{"kind":"chat"}""", false)]
    [InlineData("""{"kind":null,"n":3}""", false)]
    [InlineData("""{"kind":["chat"],"n":3}""", false)]
    public void A_filter_takes_an_event_whose_every_field_has_one_of_the_values(string data, bool matches)
    {
        var filter = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("kind", ["chat", "batch"]).Add("n", ["3"]);
        var meter = new Meter("llm", "llm.usage", Aggregation.Count, [], filter: filter);

        Assert.Equal(matches, meter.Matches(Events.WithData(data)));
    }

    [Fact]
    public void A_meter_does_not_take_events_of_another_type() =>
        Assert.False(new Meter("m", "llm.usage2", Aggregation.Count, []).Matches(Events.WithData("{}")));

    [Fact]
    public void The_same_terms_are_told_from_others()
    {
        Assert.True(Tokens.HasSameTerms(new(
            "llm", "llm.usage", Aggregation.Sum, [new("input", "usage.input"), new("cached", "usage.cached", true)], ["model", "tier"])));
        Assert.False(Tokens.HasSameTerms(new(
            "llm", "llm.usage", Aggregation.Sum, [new("input", "usage.input"), new("cached", "usage.cached")], ["model", "tier"])));
        Assert.False(Tokens.HasSameTerms(new(
            "llm", "llm.usage", Aggregation.Sum, [new("input", "usage.input"), new("cached", "usage.cached", true)], ["tier", "model"])));
    }

    public static TheoryData<string, Action> BadTerms => new()
    {
        { "id", () => _ = new Meter("", "t", Aggregation.Count, []) },
        { "id with a space", () => _ = new Meter("a b", "t", Aggregation.Count, []) },
        { "event type", () => _ = new Meter("m", "", Aggregation.Count, []) },
        { "aggregation", () => _ = new Meter("m", "t", (Aggregation)9, []) },
        { "sum of nothing", () => _ = new Meter("m", "t", Aggregation.Sum, []) },
        { "count of something", () => _ = new Meter("m", "t", Aggregation.Count, [new("a", "a")]) },
        { "a class twice", () => _ = new Meter("m", "t", Aggregation.Sum, [new("a", "a"), new("a", "b")]) },
        { "the name of what is captured without a meter", () => _ = new Meter(Farebox.Ledger.Book.Unmetered, "t", Aggregation.Count, []) },
        { "a dimension twice", () => _ = new Meter("m", "t", Aggregation.Count, [], ["a", "a"]) },
        { "an empty name in a path", () => _ = new MeterComponent("a", "a..b") },
        { "an empty path", () => _ = new MeterComponent("a", "") },
        { "nine levels", () => _ = new MeterComponent("a", "1.2.3.4.5.6.7.8.9") },
        { "a class with a space", () => _ = new MeterComponent("a b", "a") },
        { "nine dimensions", () => _ = new Meter("m", "t", Aggregation.Count, [], [.. "abcdefghi".Select(name => $"{name}")]) },
        { "a filter without values", () => _ = new Meter("m", "t", Aggregation.Count, [], filter: ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("a", [])) },
    };

    [Theory]
    [MemberData(nameof(BadTerms))]
    public void Bad_terms_are_refused_when_the_meter_is_made(string what, Action make)
    {
        Assert.NotEmpty(what);
        Assert.ThrowsAny<ArgumentException>(make);
    }

    private static (MeasureError? Error, decimal[] Quantities, bool[] Present, string[] Values) Measure(Meter meter, string data)
    {
        var quantities = new decimal[meter.Components.Length];
        var present = new bool[meter.Components.Length];
        var error = meter.Measure(Events.WithData(data), quantities, present, out var values);
        return (error, quantities, present, values);
    }
}
