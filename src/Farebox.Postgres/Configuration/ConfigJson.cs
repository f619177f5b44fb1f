using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Postgres.Configuration;

/// <summary>The JSON of configuration as it is stored: members in one order, defaults written out, numbers as canonical text.</summary>
internal static class ConfigJson
{
    public static string Write(Action<Utf8JsonWriter> write)
    {
        // Stored and answered as application/json, never inside a page, so letters may stand as themselves.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static decimal Decimal(JsonElement element, string name) =>
        DecimalText.TryParse(Text(element, name), out var value) ? value : throw Corrupt(name);

    public static DateTimeOffset Time(JsonElement element, string name) =>
        Rfc3339.TryParse(Text(element, name), out var instant) ? instant : throw Corrupt(name);

    public static ImmutableArray<string> Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    public static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static InvalidOperationException Corrupt(string name) => new($"The stored configuration has no valid '{name}'.");
}
