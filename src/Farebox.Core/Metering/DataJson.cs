using System.Buffers;
using System.Text.Json;

namespace Farebox.Metering;

/// <summary>An event's data as JSON again, for the few readers that need more of it than single fields.</summary>
internal static class DataJson
{
    /// <param name="nodes">In document order, as an event keeps them.</param>
    public static JsonElement Write(ReadOnlySpan<DataNode> nodes, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> unescaped)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(raw.Length, 64));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteNodes(json, nodes, 0, nodes.Length, raw, unescaped);
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void WriteNodes(Utf8JsonWriter json, ReadOnlySpan<DataNode> nodes, int start, int end, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> unescaped)
    {
        for (var i = start; i < end; i = nodes[i].End)
        {
            ref readonly var node = ref nodes[i];
            if (node.HasName) json.WritePropertyName(node.Name.In(raw, unescaped));
            switch (node.Kind)
            {
                case EventFieldKind.Object:
                    json.WriteStartObject();
                    WriteNodes(json, nodes, i + 1, node.End, raw, unescaped);
                    json.WriteEndObject();
                    break;
                case EventFieldKind.Array:
                    json.WriteStartArray();
                    WriteNodes(json, nodes, i + 1, node.End, raw, unescaped);
                    json.WriteEndArray();
                    break;
                case EventFieldKind.String:
                    json.WriteStringValue(node.Value.In(raw, unescaped));
                    break;
                default:
                    json.WriteRawValue(node.Value.In(raw, unescaped), skipInputValidation: true);
                    break;
            }
        }
    }
}
