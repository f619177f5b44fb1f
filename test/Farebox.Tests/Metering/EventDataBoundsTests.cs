using System.Text;
using System.Text.Json;
using Farebox.Metering;

namespace Farebox.Tests.Metering;

/// <summary>How much the data of an event may be, and when two of its members are the same one.</summary>
public sealed class EventDataBoundsTests
{
    [Fact]
    public void An_event_is_an_object_of_a_bounded_size()
    {
        Says("An event is a JSON object.", EventCodes.InvalidType, Events.Parse("[1]"));
        Assert.Null(Events.Parse(Padded(CloudEventReader.EventBytesMax)).Code);
        Says("An event has at most 65536 bytes.", EventCodes.EventTooLarge, Events.Parse(Padded(CloudEventReader.EventBytesMax + 1)));
    }

    [Fact]
    public void Data_by_itself_is_an_object_and_stands_where_the_reader_stands()
    {
        Assert.Equal((EventCodes.InvalidType, "Data is a JSON object."), Data("5") is var none ? (none.Code, none.Detail) : default);

        var read = Data("""{"model":"small","n":4}""");
        Assert.Null(read.Code);
        Assert.True(read.Data!.TryGet("n"u8, out var field));
        Assert.Equal("4", Encoding.UTF8.GetString(field.Value));
    }

    [Fact]
    public void Only_named_values_count_as_fields()
    {
        var most = string.Join(',', Enumerable.Range(0, EventData.FieldsMax).Select(i => $"\"f{i}\":{i}"));

        Good($"{{\"all\":{{{most}}},\"list\":[1,2,3,{{}}]}}");
        Says("The data has more than 64 fields.", EventCodes.TooManyFields, Parse($"{{{most},\"one-more\":1}}"));
    }

    [Fact]
    public void All_values_together_have_a_bound_too()
    {
        Good($"{{\"list\":[{Numbers(1023)}]}}");
        Says("The data has more than 1024 values.", EventCodes.TooManyFields, Parse($"{{\"list\":[{Numbers(1024)}]}}"));
    }

    [Theory]
    [InlineData("""{"a.b":1,"a":{"b":2}}""")]
    [InlineData("""{"a":{"b":2},"a.b":1}""")]
    [InlineData("""{"x.y":1,"c.d":1,"a.b":1,"a":{"b":2}}""")]
    [InlineData("""{"a\u002eb":1,"a":{"b":2}}""")]
    [InlineData("""{"a":{"b.c":1,"b":{"c":2}}}""")]
    public void Two_members_that_spell_one_path_are_one_too_many(string data) =>
        Says("Two members of the data spell the same dotted path.", EventCodes.DuplicateMember, Parse(data));

    [Theory]
    [InlineData("""{"x.y":0,"l":[1,2]}""")]
    [InlineData("""{"x.y":0,"l":[{"a":1},{"a":2}]}""")]
    [InlineData("""{"a.b":0,"l":[{"a":{"b":1}}]}""")]
    [InlineData("""{"a.b":0,"a":{"c":1},"b":{"b":2}}""")]
    public void What_stands_in_a_list_has_no_path(string data) => Good(data);

    private static string Numbers(int count) => string.Join(',', Enumerable.Range(0, count));

    private static byte[] Padded(int bytes) => Encoding.UTF8.GetBytes(Events.Usual.Insert(1, new string(' ', bytes - Events.Usual.Length)));

    private static EventParse Parse(string data) => Events.Parse(Events.Envelope($"\"data\":{data}"));

    private static DataParse Data(string json)
    {
        var bytes = Encoding.UTF8.GetBytes($"[{json}]");
        var reader = new Utf8JsonReader(bytes, CloudEventReader.ReaderOptions);
        reader.Read();
        reader.Read();
        return CloudEventReader.ReadData(ref reader, bytes);
    }

    private static void Good(string data) => Assert.Null(Parse(data).Code);

    private static void Says(string detail, string code, EventParse parsed) => Assert.Equal((code, detail), (parsed.Code, parsed.Detail));
}
