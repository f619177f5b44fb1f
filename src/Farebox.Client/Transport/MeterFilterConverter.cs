using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farebox.Client.Transport;

/// <summary>Reads a field's value as <c>"v"</c> or <c>["v", "w"]</c>; writes the list.</summary>
internal sealed class MeterFilterConverter : JsonConverter<MeterFilter>
{
    public override MeterFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A filter is an object.");

        var filter = new MeterFilter();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            reader.Read();
            filter[field] = ReadValues(ref reader);
        }

        return filter;
    }

    public override void Write(Utf8JsonWriter writer, MeterFilter value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (field, values) in value)
        {
            writer.WriteStartArray(field);
            foreach (var item in values) writer.WriteStringValue(item);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static List<string> ReadValues(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A filter value is a string or a list of strings.");

        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(reader.GetString() ?? throw new JsonException("A filter value is never null."));
        return values;
    }
}
