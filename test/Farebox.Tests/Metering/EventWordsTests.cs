using System.Text;
using Farebox.Metering;

namespace Farebox.Tests.Metering;

/// <summary>A refused event says in words what is wrong with it, and only what is wrong is refused: bounds belong to what they bound.</summary>
public sealed class EventWordsTests
{
    private const int ExtensionsMax = 64;

    [Theory]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"", EventCodes.InvalidEnvelope, "The member specversion is \"1.0\".")]
    [InlineData("\"id\":\"e-1\",", "", EventCodes.MissingMember, "The member id is missing.")]
    [InlineData("\"id\":\"e-1\"", "\"id\":null", EventCodes.NullMember, "The member id is null.")]
    [InlineData("\"id\":\"e-1\"", "\"id\":1", EventCodes.InvalidType, "The member id is a string.")]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"\"", EventCodes.InvalidString, "The member id is 1 to 255 printable ASCII characters without spaces.")]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"a\\u0007\"", EventCodes.InvalidCharacter, "The text of id cannot be kept.")]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"e-1\",\"id\":\"e-2\"", EventCodes.DuplicateMember, null)]
    [InlineData("\"id\":\"e-1\"", "\"ID\":\"e-1\"", EventCodes.InvalidEnvelope, "Attribute names are lower case.")]
    [InlineData("\"subject\":\"acme\"", "\"subject\":\"a b\"", EventCodes.InvalidString, "The member subject is 1 to 128 of A-Z a-z 0-9 . _ : @ - and starts with a letter or digit.")]
    [InlineData("2026-07-01T12:00:00Z", "2026-07-01", EventCodes.InvalidTimestamp, "The member time is an RFC 3339 instant with Z or an offset, from 1970 to 9998.")]
    [InlineData("\"member\":\"alice\"", "\"datacontenttype\":\"text/xml\"", EventCodes.InvalidEnvelope, "The member datacontenttype is application/json or a type that ends in +json.")]
    [InlineData("\"member\":\"alice\"", "\"datacontenttype\":\"; application/json\"", EventCodes.InvalidEnvelope, "The member datacontenttype is application/json or a type that ends in +json.")]
    [InlineData("\"member\":\"alice\"", "\"datacontenttype\":\";application/json\"", EventCodes.InvalidEnvelope, "The member datacontenttype is application/json or a type that ends in +json.")]
    [InlineData("\"member\":\"alice\"", "\"final\":1", EventCodes.InvalidType, "The member final is true or false.")]
    [InlineData("\"member\":\"alice\"", "\"trace\":[1]", EventCodes.InvalidType, "An extension attribute is a string, a number, true or false.")]
    [InlineData("\"member\":\"alice\"", "\"trace\":\"a\\u0007\"", EventCodes.InvalidCharacter, "An extension attribute's text cannot be kept.")]
    [InlineData("\"member\":\"alice\"", "\"tr_ce\":\"a\"", EventCodes.InvalidEnvelope, "An extension attribute's name has only lower-case letters and digits.")]
    [InlineData("\"member\":\"alice\"", "\"trace\":1,\"trace\":2", EventCodes.DuplicateMember, "An extension attribute is given twice.")]
    [InlineData("\"member\":\"alice\"", "\"tr\\u0007\":1", EventCodes.InvalidCharacter, "A member's name cannot be kept.")]
    [InlineData("\"member\":\"alice\"", "\"\":1", EventCodes.InvalidEnvelope, "A member's name has 1 to ")]
    [InlineData("\"member\":\"alice\"", "\"data_base64\":\"x\"", EventCodes.InvalidEnvelope, "An event has data or data_base64, not both.")]
    [InlineData("\"data\":{", "\"data_base64\":\"x\",\"no\":{", EventCodes.InvalidType, null)]
    public void What_is_wrong_is_said(string good, string bad, string code, string? detail)
    {
        var parsed = Events.Parse(Events.Usual.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(code, parsed.Code);
        if (detail is not null) Assert.StartsWith(detail, parsed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_in_base64_is_refused_for_itself() =>
        Assert.Equal("Data is JSON, not data_base64.", Events.Parse(Events.Envelope("\"data_base64\":\"x\"")).Detail);

    [Fact]
    public void As_many_extensions_as_there_may_be_are_taken_and_one_more_is_not()
    {
        Assert.True(Events.Parse(Events.Envelope(Extensions(ExtensionsMax))).IsValid);
        Assert.Equal(
            (EventCodes.TooManyFields, $"An event has at most {ExtensionsMax} extension attributes."),
            (Events.Parse(Events.Envelope(Extensions(ExtensionsMax + 1))).Code, Events.Parse(Events.Envelope(Extensions(ExtensionsMax + 1))).Detail));

        static string Extensions(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"x{i}\":{i}"));
    }

    [Theory]
    [InlineData(0x1F, false)]
    [InlineData(0x7E, true)]
    [InlineData(0x7F, false)]
    [InlineData(0x80, false)]
    [InlineData(0x9F, false)]
    [InlineData(0xA0, true)]
    [InlineData(0x2027, true)]
    [InlineData(0x2028, false)]
    [InlineData(0x202E, false)]
    [InlineData(0x202F, true)]
    [InlineData(0x2065, true)]
    [InlineData(0x2066, false)]
    [InlineData(0x2069, false)]
    [InlineData(0x206A, true)]
    [InlineData(0x2128, true)]
    [InlineData(0x20A9, true)]
    [InlineData(0x1F600, true)]
    public void Characters_that_hide_or_mislead_are_not_kept_and_their_neighbours_are(int character, bool isKept)
    {
        var escaped = string.Concat(char.ConvertFromUtf32(character).Select(unit => $"\\u{(int)unit:x4}"));

        Assert.Equal(isKept ? null : EventCodes.InvalidCharacter, Events.Parse(Events.Envelope($"\"data\":{{\"a\":\"{escaped}\"}}")).Code);
        Assert.Equal(isKept ? null : EventCodes.InvalidCharacter, new RowData([["a"]]).Set(0, Encoding.UTF8.GetBytes(char.ConvertFromUtf32(character)))?.Code);
    }

    [Fact]
    public void Texts_have_the_lengths_they_are_said_to_have()
    {
        Assert.Null(Parse("id", new('x', 255)).Code);
        Assert.Equal(EventCodes.StringTooLong, Parse("id", new('x', 256)).Code);
        Assert.Null(Parse("subject", new('x', 128)).Code);
        Assert.Equal(EventCodes.StringTooLong, Parse("subject", new('x', 129)).Code);
        Assert.Equal(EventCodes.InvalidString, Parse("subject", $"-{new string('x', 127)}").Code);
        Assert.Null(Events.Parse(Events.Envelope($"\"data\":{{\"a\":\"{new string('x', 4096)}\"}}")).Code);
        Assert.Equal(EventCodes.StringTooLong, Events.Parse(Events.Envelope($"\"data\":{{\"a\":\"{new string('x', 4097)}\"}}")).Code);
        Assert.Null(Events.Parse(Events.Envelope($"\"data\":{{\"a\":\"{string.Concat(Enumerable.Repeat("\\u0061", 4096))}\"}}")).Code);
        Assert.Equal(EventCodes.StringTooLong, Events.Parse(Events.Envelope($"\"data\":{{\"a\":\"{string.Concat(Enumerable.Repeat("\\u0061", 4097))}\"}}")).Code);

        static EventParse Parse(string member, string value) =>
            Events.Parse(Events.Usual.Replace(member == "id" ? "\"id\":\"e-1\"" : "\"subject\":\"acme\"", $"\"{member}\":\"{value}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Escaped_texts_stay_apart_however_many_there_are()
    {
        var data = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"m{i}\":\"{string.Concat(Enumerable.Repeat("\\u0061", 100 + i))}\""));
        var usage = Events.WithData($"{{{data}}}");

        for (var i = 0; i < 40; i++)
        {
            Assert.True(usage.Data.TryGet(Encoding.UTF8.GetBytes($"m{i}"), out var field));
            Assert.Equal(new('a', 100 + i), Encoding.UTF8.GetString(field.Value));
        }
    }
}
