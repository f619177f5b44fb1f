using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farebox.Client.Transport;

/// <summary>Reads the values of a name as <c>"v"</c> or <c>["v", "w"]</c>.</summary>
/// <param name="writesOneAlone">Whether one value is written without its list.</param>
internal abstract class ValueListsConverter<T>(bool writesOneAlone) : JsonConverter<T>
    where T : Dictionary<string, IReadOnlyList<string>>, new()
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Values by name are an object.");

        var lists = new T();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            lists[name] = ReadValues(ref reader);
        }

        return lists;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, values) in value)
        {
            if (writesOneAlone && values.Count == 1)
            {
                writer.WriteString(name, values[0]);
                continue;
            }

            writer.WriteStartArray(name);
            foreach (var item in values) writer.WriteStringValue(item);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static List<string> ReadValues(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A value is a string or a list of strings.");

        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(reader.GetString() ?? throw new JsonException("A value is never null."));
        return values;
    }
}
