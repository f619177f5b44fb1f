using System.Text;
using System.Text.Json;
using Farebox.Metering;

namespace Farebox.Tests.Metering;

/// <summary>Events as they arrive: JSON read by the reader under test.</summary>
internal static class Events
{
    public const string Usual =
        """{"specversion":"1.0","id":"e-1","source":"gateway","type":"llm.usage","subject":"acme","time":"2026-07-01T12:00:00Z","member":"alice","data":{"model":"small","usage":{"input_tokens":1520,"cached_tokens":1.5,"note":"10"}}}""";

    public static EventParse Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    public static EventParse Parse(byte[] json)
    {
        var reader = new Utf8JsonReader(json, CloudEventReader.ReaderOptions);
        var parsed = CloudEventReader.Read(ref reader, json);
        Assert.Equal(json.Length, reader.BytesConsumed);
        Assert.False(reader.Read());
        return parsed;
    }

    public static UsageEvent Good(string json)
    {
        var parsed = Parse(json);
        Assert.True(parsed.IsValid, $"{parsed.Code}: {parsed.Detail}");
        return parsed.Event!;
    }

    public static UsageEvent WithData(string data) => Good(Envelope($"\"data\":{data}"));

    /// <summary>A good envelope and one more member.</summary>
    public static string Envelope(string members) =>
        $$"""{"specversion":"1.0","id":"e-1","source":"gateway","type":"llm.usage","subject":"acme",{{members}}}""";
}
