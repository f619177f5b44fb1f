using Farebox.Metering;
using Farebox.Metering.Payloads;

namespace Farebox.Tests.Metering.Payloads;

/// <summary>Meters that read a vendor's usage object out of an event.</summary>
public sealed class UsageMeterTests
{
    private static readonly Meter Llm = Of(null, "input", "cached_input", "output+reasoning");

    [Theory]
    [InlineData("""{"model":"m","usage":{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,"prompt_tokens_details":{"cached_tokens":1024},"completion_tokens_details":{"reasoning_tokens":256}}}""", 176, 1024, 300)]
    [InlineData("""{"usage":{"input_tokens":50,"cache_read_input_tokens":1800,"output_tokens":503}}""", 50, 1800, 503)]
    [InlineData("""{"usageMetadata":{"promptTokenCount":12,"candidatesTokenCount":3,"thoughtsTokenCount":4,"totalTokenCount":19,"promptTokensDetails":[{"modality":"TEXT","tokenCount":12}]}}""", 12, 0, 7)]
    [InlineData("""{"gen_ai.usage.input_tokens":9,"gen_ai.usage.output_tokens":1}""", 9, 0, 1)]
    [InlineData("""{"n\u006fte":"a\"b\\","us\u0061ge":{"prompt_tokens":0,"completion_tokens":0,"x":[true,false,null,[{"y":1.50}]]}}""", 0, 0, 0)]
    public void Every_vendor_is_metered_by_the_same_components(string data, int input, int cached, int output)
    {
        var (error, quantities, present) = Measure(Llm, data);

        Assert.Null(error);
        Assert.Equal([input, cached, output], quantities);
        Assert.All(present, Assert.True);
    }

    [Fact]
    public void The_field_says_where_the_object_stands()
    {
        var meter = Of(new(UsageFormat.OpenAiChat, "call.cost"), "input", "output");

        Assert.Equal([3m, 4m], Measure(meter, """{"usage":{"prompt_tokens":1,"completion_tokens":1},"call":{"cost":{"prompt_tokens":3,"completion_tokens":4}}}""").Quantities);
        Assert.Equal(EventCodes.PropertyMissing, Measure(meter, """{"call":{"prompt_tokens":3}}""").Error?.Code);
    }

    [Theory]
    [InlineData("""{"usage":{"input_tokens":1,"output_tokens":1,"cache_creation_input_tokens":7}}""", EventCodes.ClassUnmetered, "'cache_write_5m'")]
    [InlineData("""{"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":3}}""", EventCodes.UsageInconsistent, "total 3")]
    [InlineData("""{"usage":{"tokens":1}}""", EventCodes.UsageUnknown, "openai.chat")]
    [InlineData("""{"usage":{"prompt_tokens":-1,"completion_tokens":1}}""", EventCodes.QuantityNegative, "prompt_tokens")]
    [InlineData("""{}""", EventCodes.UsageUnknown, "format")]
    public void Usage_that_would_be_charged_wrongly_is_not_measured(string data, string code, string detail)
    {
        var error = Measure(Llm, data).Error;

        Assert.Equal(code, error?.Code);
        Assert.Contains(detail, error!.Value.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokens")]
    [InlineData("input+")]
    [InlineData("input+input")]
    [InlineData("usage.input_tokens")]
    public void A_component_names_classes_and_each_of_them_once(string field) => Assert.Throws<ArgumentException>(() => Of(null, field));

    [Fact]
    public void A_class_belongs_to_one_component_and_is_never_optional()
    {
        Assert.Throws<ArgumentException>(() => Of(null, "input", "output+input"));
        Assert.Throws<ArgumentException>(() => new Meter("m", "llm.usage", Aggregation.Sum, [new("input", "input", optional: true)], usage: new()));
        Assert.Throws<ArgumentException>(() => new Meter("m", "llm.usage", Aggregation.Count, [], usage: new()));
    }

    [Fact]
    public void The_format_is_one_of_a_meters_terms()
    {
        Assert.True(Of(null, "input").HasSameTerms(Of(new(), "input")));
        Assert.False(Of(null, "input").HasSameTerms(Of(new(UsageFormat.Gemini), "input")));
        Assert.False(Of(null, "input").HasSameTerms(new("m", "llm.usage", Aggregation.Sum, [new("c0", "input")])));
    }

    private static Meter Of(UsageSource? source, params string[] fields) =>
        new("m", "llm.usage", Aggregation.Sum, [.. fields.Select((field, index) => new MeterComponent($"c{index}", field))], usage: source ?? new());

    private static (MeasureError? Error, decimal[] Quantities, bool[] Present) Measure(Meter meter, string data)
    {
        var quantities = new decimal[meter.Components.Length];
        var present = new bool[meter.Components.Length];
        return (meter.Measure(Events.WithData(data), quantities, present, out _), quantities, present);
    }
}
