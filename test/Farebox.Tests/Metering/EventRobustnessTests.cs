using System.Text;
using System.Text.Json;
using Farebox.Metering;
using FsCheck;
using FsCheck.Fluent;

namespace Farebox.Tests.Metering;

/// <summary>Whatever well-formed JSON arrives, reading it ends at its end and throws nothing.</summary>
public sealed class EventRobustnessTests
{
    private static readonly string[] Names =
        ["specversion", "id", "source", "type", "subject", "time", "member", "hold", "final", "data", "data_base64", "datacontenttype", "dataschema",
            "ext", "Ext", "ID", "\\u0069d", "a.b", "a", "b", "", "\\ud800", "\\u0000", "x y"];

    private static readonly string[] Scalars =
        ["null", "true", "false", "0", "-0.0", "1.50", "1e400", "1E-400", "12345678901234567890", "\"\"", "\"1.0\"", "\"acme\"", "\"\\ud800\"",
            "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\n\\t\\\\\\/\"", "\"日本\"", "\"2026-07-01T12:00:00Z\"", "\"application/json\""];

    [Fact]
    public void Any_JSON_value_is_an_event_or_a_named_fault() =>
        Prop.ForAll(Value(4).ToArbitrary(), json => IsOutcome(Events.Parse(json))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_members_after_a_good_envelope_are_an_event_or_a_named_fault() =>
        Prop.ForAll(Members(3).ToArbitrary(), members => IsOutcome(Events.Parse(Events.Envelope($"\"z\":1{members}")))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_data_is_taken_or_a_named_fault() =>
        Prop.ForAll(Value(9).ToArbitrary(), json =>
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            var reader = new Utf8JsonReader(bytes, CloudEventReader.ReaderOptions);
            var parsed = CloudEventReader.ReadData(ref reader, bytes);
            return parsed.IsValid == (parsed.Code is null) && reader.BytesConsumed == bytes.Length;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void The_runtimes_own_reading_of_half_a_surrogate_pair_throws()
    {
        using var document = JsonDocument.Parse("\"\\ud800\"");
        Assert.Throws<InvalidOperationException>(() => document.RootElement.GetString());
    }

    [Theory]
    [InlineData("{\"usage\":{\"input\":5}}", null)]
    [InlineData("{\"a\":1,\"a\":2}", EventCodes.DuplicateMember)]
    [InlineData("[]", EventCodes.InvalidType)]
    [InlineData("{\"a\":\"\\ud800\"}", EventCodes.InvalidString)]
    public void Data_without_an_event_is_read_under_the_same_rules(string json, string? code)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, CloudEventReader.ReaderOptions);
        var parsed = CloudEventReader.ReadData(ref reader, bytes);

        Assert.Equal(code, parsed.Code);
        if (code is null) Assert.True(parsed.Data!.TryGet("usage.input"u8, out _));
    }

    private static bool IsOutcome(EventParse parsed) => parsed.IsValid ? parsed.Code is null : parsed.Code is not null && parsed.Detail is not null;

    private static Gen<string> Value(int depth) =>
        depth == 0
            ? Gen.Elements(Scalars)
            : Gen.Frequency(
                (3, Gen.Elements(Scalars)),
                (2, Members(depth - 1).Select(members => $"{{{members.TrimStart(',')}}}")),
                (1, Several(Value(depth - 1)).Select(values => $"[{string.Join(", ", values)}]")));

    private static Gen<string> Members(int depth) =>
        Several(from name in Gen.Elements(Names) from value in Value(depth) select $",\"{name}\" : {value}").Select(string.Concat);

    private static Gen<string[]> Several(Gen<string> one) => Gen.Choose(0, 4).SelectMany(count => one.ArrayOf(count));
}
