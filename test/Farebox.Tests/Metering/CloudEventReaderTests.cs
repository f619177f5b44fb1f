using System.Text;
using System.Text.Json;
using Farebox.Metering;

namespace Farebox.Tests.Metering;

public sealed class CloudEventReaderTests
{
    [Fact]
    public void An_event_is_read_with_all_it_says()
    {
        var usage = Events.Good(Events.Usual);

        Assert.Equal(("gateway", "e-1", "llm.usage", "acme", "alice"), (usage.Source, usage.Id, usage.Type, usage.Subject, usage.Member));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero), usage.Time);
        Assert.Null(usage.Hold);
        Assert.False(usage.Final);
        Assert.Equal(Events.Usual, Encoding.UTF8.GetString(usage.Raw.Span));
        Assert.True(usage.Data.TryGet("usage.input_tokens"u8, out var field));
        Assert.Equal((EventFieldKind.Number, "1520"), (field.Kind, Encoding.UTF8.GetString(field.Value)));
    }

    [Fact]
    public void An_event_keeps_its_own_bytes()
    {
        var buffer = Encoding.UTF8.GetBytes(Events.Usual);
        var usage = Events.Parse(buffer).Event!;

        Array.Clear(buffer);

        Assert.Equal(Events.Usual, Encoding.UTF8.GetString(usage.Raw.Span));
        Assert.True(usage.Data.TryGet("model"u8, out var model));
        Assert.Equal("small", Encoding.UTF8.GetString(model.Value));
    }

    [Theory]
    [InlineData("specversion")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    [InlineData("subject")]
    public void A_required_attribute_that_is_missing_or_null_is_named(string name)
    {
        var missing = Events.Parse(Events.Usual.Replace($"\"{name}\"", $"\"x{name}\"", StringComparison.Ordinal));
        Assert.Equal(EventCodes.MissingMember, missing.Code);
        Assert.Contains(name, missing.Detail, StringComparison.Ordinal);

        using var whole = JsonDocument.Parse(Events.Usual);
        var value = whole.RootElement.GetProperty(name).GetRawText();
        Assert.Equal(EventCodes.NullMember, Events.Parse(Events.Usual.Replace($"\"{name}\":{value}", $"\"{name}\":null", StringComparison.Ordinal)).Code);
    }

    [Theory]
    [InlineData("\"time\":null")]
    [InlineData("\"member\":null,\"hold\":null,\"final\":null,\"data\":null,\"datacontenttype\":null,\"trace\":null")]
    [InlineData("\"hold\":\"h-1\",\"final\":true")]
    [InlineData("\"datacontenttype\":\"application/json; charset=utf-8\"")]
    [InlineData("\"datacontenttype\":\"application/vnd.acme+json\"")]
    [InlineData("\"dataschema\":\"https://example.com/s\",\"traceparent\":\"00-ab\",\"n1\":5,\"flag\":true")]
    [InlineData("\"data\":{}")]
    [InlineData("\"data\":{\"note\":\"Grüße 日本 😀 \\ud83d\\ude00 \\\" \\\\ \\/\"}")]
    [InlineData("\"data\":{\"a\":[1,[2,{\"b\":3}],\"x\"],\"b\":1}")]
    [InlineData("\"data\":{\"1\":{\"2\":{\"3\":{\"4\":{\"5\":{\"6\":{\"7\":{\"8\":9}}}}}}}}")]
    public void An_event_may_say_more(string members) => Events.Good(Events.Envelope(members));

    [Theory]
    [InlineData("[]", EventCodes.InvalidType)]
    [InlineData("5", EventCodes.InvalidType)]
    [InlineData("null", EventCodes.InvalidType)]
    [InlineData("\"{}\"", EventCodes.InvalidType)]
    [InlineData("[[[[1]]]]", EventCodes.InvalidType)]
    [InlineData("{}", EventCodes.MissingMember)]
    public void What_is_not_an_event_at_all_is_said_to_be_none(string json, string code) => Assert.Equal(code, Events.Parse(json).Code);

    [Theory]
    [InlineData("\"time\":5", EventCodes.InvalidType)]
    [InlineData("\"time\":1767225600", EventCodes.InvalidType)]
    [InlineData("\"time\":\"2026-02-30T00:00:00Z\"", EventCodes.InvalidTimestamp)]
    [InlineData("\"time\":\"2026-01-01T00:00:00\"", EventCodes.InvalidTimestamp)]
    [InlineData("\"member\":[\"alice\"]", EventCodes.InvalidType)]
    [InlineData("\"member\":\"\"", EventCodes.InvalidString)]
    [InlineData("\"member\":\"a b\"", EventCodes.InvalidString)]
    [InlineData("\"member\":\"../x\"", EventCodes.InvalidString)]
    [InlineData("\"hold\":{\"id\":1}", EventCodes.InvalidType)]
    [InlineData("\"final\":\"true\"", EventCodes.InvalidType)]
    [InlineData("\"final\":1", EventCodes.InvalidType)]
    [InlineData("\"data\":[]", EventCodes.InvalidType)]
    [InlineData("\"data\":\"{}\"", EventCodes.InvalidType)]
    [InlineData("\"data_base64\":\"e30=\"", EventCodes.InvalidEnvelope)]
    [InlineData("\"data\":{},\"data_base64\":\"e30=\"", EventCodes.InvalidEnvelope)]
    [InlineData("\"datacontenttype\":\"text/xml\"", EventCodes.InvalidEnvelope)]
    [InlineData("\"ext\":{\"a\":1}", EventCodes.InvalidType)]
    [InlineData("\"ext\":[1]", EventCodes.InvalidType)]
    [InlineData("\"trace_id\":\"x\"", EventCodes.InvalidEnvelope)]
    [InlineData("\"Trace\":\"x\"", EventCodes.InvalidEnvelope)]
    [InlineData("\"\":\"x\"", EventCodes.InvalidEnvelope)]
    [InlineData("\"id\":\"e-2\"", EventCodes.DuplicateMember)]
    [InlineData("\"ID\":\"e-2\"", EventCodes.DuplicateMember)]
    [InlineData("\"\\u0069d\":\"e-2\"", EventCodes.DuplicateMember)]
    [InlineData("\"ext\":1,\"ext\":1", EventCodes.DuplicateMember)]
    [InlineData("\"ext\":1,\"EXT\":1", EventCodes.DuplicateMember)]
    [InlineData("\"data\":{\"a\":1,\"a\":1}", EventCodes.DuplicateMember)]
    [InlineData("\"data\":{\"a\":1,\"\\u0061\":2}", EventCodes.DuplicateMember)]
    [InlineData("\"data\":{\"x\":[{\"a\":1,\"a\":1}]}", EventCodes.DuplicateMember)]
    [InlineData("\"data\":{\"a.b\":1,\"a\":{\"b\":2}}", EventCodes.DuplicateMember)]
    [InlineData("\"data\":{\"a\":\"\\u0000\"}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\\u0000\":1}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\":\"\\n\"}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\":\"\\u0085\"}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\":\"\\u2028\"}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\":\"x\u2029\"}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\":\"\u202Egpj\"}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\":\"\\u2066\"}", EventCodes.InvalidCharacter)]
    [InlineData("\"data\":{\"a\":\"\\ud800\"}", EventCodes.InvalidString)]
    [InlineData("\"data\":{\"a\":\"\\udc00\\ud800\"}", EventCodes.InvalidString)]
    [InlineData("\"data\":{\"a\":[\"\\ud800x\"]}", EventCodes.InvalidString)]
    [InlineData("\"ext\":\"\\ud800\"", EventCodes.InvalidString)]
    [InlineData("\"data\":{\"1\":{\"2\":{\"3\":{\"4\":{\"5\":{\"6\":{\"7\":{\"8\":{}}}}}}}}}", EventCodes.JsonTooDeep)]
    public void A_fault_in_one_member_is_named_and_the_id_is_still_told(string members, string code)
    {
        var parsed = Events.Parse(Events.Envelope(members));

        Assert.Equal(code, parsed.Code);
        Assert.Null(parsed.Event);
        Assert.Equal(("e-1", "gateway"), (parsed.Id, parsed.Source));
        Assert.NotEmpty(parsed.Detail!);
    }

    [Theory]
    [InlineData("\"1.0\"", "\"0.3\"", EventCodes.InvalidEnvelope)]
    [InlineData("\"1.0\"", "1.0", EventCodes.InvalidType)]
    [InlineData("\"acme\"", "\"\"", EventCodes.InvalidString)]
    [InlineData("\"acme\"", "\"acmé\"", EventCodes.InvalidString)]
    [InlineData("\"acme\"", "42", EventCodes.InvalidType)]
    [InlineData("\"e-1\"", "\"a b\"", EventCodes.InvalidString)]
    [InlineData("\"e-1\"", "\"\\u0000\"", EventCodes.InvalidCharacter)]
    public void A_required_attribute_with_a_bad_value_is_refused(string good, string bad, string code) =>
        Assert.Equal(code, Events.Parse(Events.Usual.Replace(good, bad, StringComparison.Ordinal)).Code);

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void An_id_has_at_most_255_characters(int length, bool isGood) =>
        Assert.Equal(isGood ? null : EventCodes.StringTooLong, Events.Parse(Events.Usual.Replace("e-1", new('x', length), StringComparison.Ordinal)).Code);

    [Theory]
    [InlineData(4096, null)]
    [InlineData(4097, EventCodes.StringTooLong)]
    [InlineData(1_000_000, EventCodes.StringTooLong)]
    public void A_text_in_the_data_has_at_most_4096_bytes(int length, string? code) =>
        Assert.Equal(code, Events.Parse(Events.Envelope($$"""
            "data":{"a":"{{new string('x', length)}}"}
            """)).Code);

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, EventCodes.TooManyFields)]
    [InlineData(5000, EventCodes.TooManyFields)]
    public void The_data_has_at_most_64_fields(int fields, string? code) =>
        Assert.Equal(code, Events.Parse(Events.Envelope($$"""
            "data":{ {{string.Join(',', Enumerable.Range(0, fields).Select(i => $"\"f{i}\":{i}"))}} }
            """)).Code);

    [Fact]
    public void An_event_of_more_than_64_KiB_is_refused() =>
        Assert.Equal(EventCodes.EventTooLarge, Events.Parse(Events.Envelope($"\"data\":{{}}{new string(' ', 65_536)}")).Code);

    [Fact]
    public void A_hundred_thousand_levels_are_refused_and_the_next_event_is_read()
    {
        var deep = Events.Envelope($"\"data\":{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}");
        var all = ReadAll($"[{deep},{Events.Usual}]");

        Assert.Equal([EventCodes.JsonTooDeep, null], all.Select(parsed => parsed.Code));
    }

    [Fact]
    public void A_bad_event_does_not_touch_its_neighbours()
    {
        var all = ReadAll($"[{Events.Usual}, 5, {{}}, [[1]], {Events.Envelope("\"data\":{\"a\":\"\\ud800\"}")}, {Events.Usual}]");

        Assert.Equal(
            [null, EventCodes.InvalidType, EventCodes.MissingMember, EventCodes.InvalidType, EventCodes.InvalidString, null],
            all.Select(parsed => parsed.Code));
        Assert.Equal(Events.Usual, Encoding.UTF8.GetString(all[^1].Event!.Raw.Span));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        var json = Encoding.UTF8.GetBytes(Events.Envelope("\"data\":{\"a\":\"x?\"}"));
        json[Array.LastIndexOf(json, (byte)'?')] = 0xFF;

        Assert.Equal(EventCodes.InvalidString, Events.Parse(json).Code);
    }

    [Fact]
    public void Json_that_is_not_well_formed_is_the_callers_to_catch() =>
        Assert.ThrowsAny<JsonException>(() => Events.Parse("{\"id\":"));

    [Fact]
    public void An_escaped_text_is_found_by_its_content()
    {
        var usage = Events.WithData("{\"us\\u0061ge\":{\"mo\\u0064el\":\"sm\\u0061ll \\ud83d\\ude00\"}}");

        Assert.True(usage.Data.TryGet("usage.model"u8, out var model));
        Assert.Equal("small 😀", Encoding.UTF8.GetString(model.Value));
    }

    [Theory]
    [InlineData("model.x")]
    [InlineData("input_tokens")]
    [InlineData("xusage.input_tokens")]
    [InlineData("usage.")]
    [InlineData("")]
    [InlineData("list.b")]
    public void A_path_that_is_not_there_finds_nothing(string path)
    {
        var usage = Events.WithData("""{"model":"small","usage":{"input_tokens":1},"list":[{"b":1}]}""");

        Assert.False(usage.Data.TryGet(Encoding.UTF8.GetBytes(path), out _));
        Assert.True(usage.Data.TryGet("usage.input_tokens"u8, out _));
    }

    private static List<EventParse> ReadAll(string json)
    {
        var buffer = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(buffer, CloudEventReader.ReaderOptions);
        var all = new List<EventParse>();
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) all.Add(CloudEventReader.Read(ref reader, buffer));
        return all;
    }
}
