using Farebox.Metering;
using Farebox.Metering.Payloads;

namespace Farebox.Tests.Metering.Payloads;

public sealed class UsageReadingTests
{
    [Theory]
    [InlineData("[]", EventCodes.UsageUnknown)]
    [InlineData("7", EventCodes.UsageUnknown)]
    [InlineData("{}", EventCodes.UsageUnknown)]
    [InlineData("""{"tokens":5}""", EventCodes.UsageUnknown)]
    [InlineData("""{"usage":null}""", EventCodes.UsageUnknown)]
    [InlineData("""{"usage":[1]}""", EventCodes.UsageUnknown)]
    [InlineData("""[{"type":"message_stop"}]""", EventCodes.UsageUnknown)]
    [InlineData("""{"prompt_tokens":5,"completion_tokens":null,"total_tokens":5}""", EventCodes.PropertyMissing)]
    [InlineData("""{"prompt_tokens":null}""", EventCodes.PropertyMissing)]
    [InlineData("""{"cache_read_input_tokens":5,"output_tokens":5}""", EventCodes.PropertyMissing)]
    [InlineData("""{"prompt_tokens":"5","completion_tokens":1}""", EventCodes.InvalidType)]
    [InlineData("""{"prompt_tokens":5,"completion_tokens":1,"prompt_tokens_details":[1]}""", EventCodes.InvalidType)]
    [InlineData("""{"promptTokenCount":5,"promptTokensDetails":"x"}""", EventCodes.InvalidType)]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":1}""", EventCodes.QuantityNegative)]
    [InlineData("""{"prompt_tokens":5.5,"completion_tokens":1}""", EventCodes.TooManyDecimals)]
    [InlineData("""{"prompt_tokens":1e3,"completion_tokens":1}""", EventCodes.NumberOutOfRange)]
    [InlineData("""{"prompt_tokens":1234567890123,"completion_tokens":1}""", EventCodes.NumberOutOfRange)]
    public void What_cannot_be_read_is_refused_with_its_reason(string payload, string code)
    {
        var parse = UsageCase.Parse(payload);

        Assert.Equal((null, code), (parse.Reading, parse.Code));
        Assert.NotEmpty(parse.Detail!);
    }

    [Fact]
    public void The_same_names_mean_another_thing_in_another_format()
    {
        const string payload = """{"input_tokens":100,"output_tokens":10,"input_tokens_details":{"cached_tokens":80},"cache_read_input_tokens":80}""";

        Assert.Equal("input=20 cached_input=80 output=10", UsageCase.Text(UsageCase.Parse(payload, UsageFormat.OpenAiResponses).Reading!));
        Assert.Equal("input=100 cached_input=80 output=10", UsageCase.Text(UsageCase.Parse(payload, UsageFormat.Anthropic).Reading!));
    }

    [Fact]
    public void Fields_in_no_class_are_listed_known_or_not()
    {
        var reading = UsageCase.Parse("""{"input_tokens":1,"output_tokens":2,"cache_creation":null,"service_tier":"batch","new":{"holo_tokens":[7]}}""").Reading!;

        Assert.Equal<UnmappedField>([new("/service_tier", "\"batch\"", true), new("/new/holo_tokens/0", "7", false)], reading.Unmapped);
    }

    [Fact]
    public void A_check_that_does_not_hold_says_both_sides_and_changes_neither()
    {
        var reading = UsageCase.Parse("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":16}""").Reading!;

        Assert.Equal((10m, 5m, 15m), (reading.InputTokens, reading.OutputTokens, reading.TotalTokens));
        Assert.False(reading.IsConsistent);
        Assert.Equal("The payload says total 16, and its parts come to 15.", reading.Inconsistencies);
    }
}
