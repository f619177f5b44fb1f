using System.Text.Json;

namespace Farebox.Files.Shapes;

/// <summary>Pieces of JSON Schema that several shapes write.</summary>
internal static class SchemaText
{
    public static void WriteTypes(Utf8JsonWriter json, params ReadOnlySpan<string> types)
    {
        json.WriteStartArray("type");
        foreach (var type in types) json.WriteStringValue(type);
        json.WriteEndArray();
    }
}
