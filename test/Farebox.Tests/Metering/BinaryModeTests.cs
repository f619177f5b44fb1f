using System.Text;
using Farebox.Metering;

namespace Farebox.Tests.Metering;

public sealed class BinaryModeTests
{
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["specversion"] = "1.0",
        ["id"] = "e-1",
        ["source"] = "gateway",
        ["type"] = "llm.usage",
        ["subject"] = "acme",
        ["time"] = "2026-07-01T12:00:00Z",
        ["member"] = "alice",
    };

    [Fact]
    public void Headers_and_a_body_are_the_same_event_as_one_object()
    {
        var binary = Read(Headers, """{"model":"small","usage":{"note":"10","cached_tokens":1.50,"input_tokens":1520}}""");

        Assert.Equal(Events.Good(Events.Usual).Content16, binary.Event!.Content16);
        Assert.Equal(binary.Event.Content16, Events.Good(Encoding.UTF8.GetString(binary.Event.Raw.Span)).Content16);
    }

    [Fact]
    public void Final_is_a_boolean_in_a_header() =>
        Assert.True(Read(new(Headers) { ["hold"] = "h-1", ["final"] = "true" }, "{}").Event!.Final);

    [Fact]
    public void Without_final_or_with_the_word_false_it_is_not()
    {
        Assert.False(Read(new(Headers) { ["hold"] = "h-1", ["final"] = "false" }, "{}").Event!.Final);
        Assert.Equal(EventCodes.InvalidType, Read(new(Headers) { ["hold"] = "h-1", ["final"] = "yes" }, "{}").Code);
        Assert.Equal("true", Read(new(Headers) { ["id"] = "true" }, "{}").Event!.Id);
    }

    [Theory]
    [InlineData("\"a-b\"", "a-b")]
    [InlineData("\"", "\"")]
    [InlineData("\"\"x", "\"\"x")]
    [InlineData("\"x", "\"x")]
    [InlineData("x\"", "x\"")]
    [InlineData("%41%42", "AB")]
    [InlineData("a%4", "a%4")]
    [InlineData("a%", "a%")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%4g%g4", "%4g%g4")]
    [InlineData("50%", "50%")]
    public void A_value_in_quotes_loses_them_and_a_stray_percent_sign_stays(string header, string id) =>
        Assert.Equal(id, Read(new(Headers) { ["id"] = header }, "{}").Event!.Id);

    [Fact]
    public void Percent_encoding_is_undone() =>
        Assert.Equal("a~b", Read(new(Headers) { ["id"] = "a%7Eb" }, "{}").Event!.Id);

    [Theory]
    [InlineData("""{"a":1},"id":"e-2" """)]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":""")]
    [InlineData("""{"a":1}{}""")]
    [InlineData("x")]
    public void A_body_that_is_not_one_JSON_value_cannot_add_attributes(string body) =>
        Assert.Equal((EventCodes.MalformedJson, "The data is not one JSON value."), (Read(Headers, body).Code, Read(Headers, body).Detail));

    [Fact]
    public void A_body_may_be_empty() => Assert.Same(EventData.Empty, Read(Headers, "").Event!.Data);

    [Fact]
    public void Another_content_type_is_refused() =>
        Assert.Equal(EventCodes.InvalidEnvelope, CloudEventReader.FromBinary(Headers, "text/xml", "{}"u8.ToArray()).Code);

    [Fact]
    public void A_header_that_is_not_UTF8_is_refused() =>
        Assert.Equal("A header is not valid UTF-8.", Read(new(Headers) { ["id"] = "%FF" }, "{}").Detail);

    private static EventParse Read(Dictionary<string, string> headers, string body) =>
        CloudEventReader.FromBinary(headers, "application/json", Encoding.UTF8.GetBytes(body));
}
