using System.Text.Json;
using Farebox.Metering.Payloads;

namespace Farebox.Tests.Metering.Payloads;

/// <summary>The collected cases: vendors' own examples, and what each format hides in its names.</summary>
public sealed class UsageNormalizationTests
{
    private static readonly IReadOnlyDictionary<string, JsonElement> Vectors = UsageCase.Load("usage-normalization.json");
    private static readonly IReadOnlyDictionary<string, JsonElement> Cases = UsageCase.Load("usage-cases.json");

    public static TheoryData<string> VectorNames => [.. Vectors.Keys];

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(VectorNames))]
    public void A_vector_comes_to_what_its_vendor_documents(string name)
    {
        var reading = UsageCase.Read(Vectors[name].GetProperty("usage"));

        Assert.Equal(Expected(Vectors[name].GetProperty("expect")), Figures(reading));
        Assert.True(reading.IsConsistent, reading.Inconsistencies);
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_payload_is_recognised_read_and_checked(string name)
    {
        var item = Cases[name];
        var reading = UsageCase.Read(item.GetProperty("payload"));

        Assert.Equal(item.GetProperty("format").GetString(), UsageFormats.NameOf(reading.Format));
        Assert.Equal(string.Join(' ', item.GetProperty("classes").EnumerateObject().Select(member => $"{member.Name}={member.Value.GetString()}")), UsageCase.Text(reading));
        Assert.True(item.GetProperty("consistent").GetBoolean() == reading.IsConsistent, reading.Inconsistencies);
        Assert.Equal(item.TryGetProperty("model", out var model) ? model.GetString() : null, reading.Model);
        Assert.DoesNotContain(reading.Unmapped, field => !field.IsKnown);
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void What_is_consistent_adds_up_to_the_total_the_vendor_states(string name)
    {
        var reading = UsageCase.Read(Cases[name].GetProperty("payload"));
        if (!reading.IsConsistent) return;

        foreach (var total in reading.Checks.Where(check => check.Name == "total")) Assert.Equal(total.Whole, reading.TotalTokens);
    }

    [Fact]
    public void Every_format_has_a_case() =>
        Assert.Equal(UsageFormats.Names.Except(["openai.embeddings"]).Order(), Cases.Values.Select(item => item.GetProperty("format").GetString()!).Distinct().Order());

    [Fact]
    public void A_wrong_expectation_is_seen() =>
        Assert.NotEqual(
            Expected(Vectors["anthropic_cached"].GetProperty("expect")),
            Figures(UsageCase.Read(Vectors["anthropic_cached"].GetProperty("usage"), UsageFormat.OpenAiResponses)));

    private static SortedDictionary<string, decimal> Expected(JsonElement expect) =>
        new(expect.EnumerateObject().Where(member => member.Value.GetDecimal() != 0m).ToDictionary(member => member.Name, member => member.Value.GetDecimal()));

    // The vectors count reasoning inside the output, and say how much of it that is.
    private static SortedDictionary<string, decimal> Figures(UsageReading reading)
    {
        (string Name, decimal Value)[] figures =
        [
            ("input_uncached", reading[UsageClass.Input]), ("cache_read", reading[UsageClass.CachedInput]),
            ("cache_write_5m", reading[UsageClass.CacheWrite5m]), ("cache_write_1h", reading[UsageClass.CacheWrite1h]),
            ("output", reading[UsageClass.Output] + reading[UsageClass.Reasoning]), ("of_which_reasoning", reading[UsageClass.Reasoning]),
            ("audio_input", reading[UsageClass.AudioInput]), ("image_input", reading[UsageClass.ImageInput]), ("image_output", reading[UsageClass.ImageOutput]),
        ];
        return new(figures.Where(figure => figure.Value != 0m).ToDictionary(figure => figure.Name, figure => figure.Value));
    }
}
