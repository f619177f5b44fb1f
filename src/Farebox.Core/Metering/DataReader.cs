using System.Text.Json;

namespace Farebox.Metering;

/// <summary>Reads an event's data object into the scratch's nodes. A fault is noted in the envelope and the walk goes on to the end.</summary>
internal static class DataReader
{
    public static void Read(ref Utf8JsonReader reader, long start, EventScratch scratch, ref EventEnvelope envelope)
    {
        var outside = reader.CurrentDepth;
        var parent = -1;
        var scalars = 0;
        TextSlice name = default;
        var hasName = false;

        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == outside))
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = ReadText(ref reader, start, scratch, ref envelope);
                    hasName = true;
                    scratch.HasDottedName |= (name.IsUnescaped ? name.In([], scratch.Unescaped) : reader.ValueSpan).Contains((byte)'.');
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (parent < 0) continue;
                    scratch.Nodes[parent].End = scratch.NodeCount;
                    parent = scratch.Nodes[parent].Parent;
                    continue;
                default:
                    break;
            }

            var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (!CanAdd(ref reader, outside, scratch, ref envelope))
            {
                reader.Skip();
                hasName = false;
                continue;
            }

            if (!isContainer && hasName && ++scalars > EventData.FieldsMax)
                envelope.Fail(EventCodes.TooManyFields, $"The data has more than {EventData.FieldsMax} fields.");

            var index = scratch.NodeCount++;
            ref var node = ref scratch.Nodes[index];
            node = new() { Name = name, HasName = hasName, Parent = parent, End = index + 1, Kind = KindOf(reader.TokenType) };
            node.Value = isContainer ? default : ReadValue(ref reader, start, scratch, ref envelope);
            if (isContainer) parent = index;
            hasName = false;
        }
    }

    private static bool CanAdd(ref Utf8JsonReader reader, int outside, EventScratch scratch, ref EventEnvelope envelope)
    {
        // The data object itself is the first level, so a container directly inside it is the second.
        var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (isContainer && reader.CurrentDepth - outside >= EventData.DepthMax)
        {
            envelope.Fail(EventCodes.JsonTooDeep, $"The data has more than {EventData.DepthMax} levels.");
            return false;
        }

        if (scratch.NodeCount < EventScratch.NodesMax) return true;

        envelope.Fail(EventCodes.TooManyFields, $"The data has more than {EventScratch.NodesMax} values.");
        return false;
    }

    private static TextSlice ReadValue(ref Utf8JsonReader reader, long start, EventScratch scratch, ref EventEnvelope envelope) =>
        reader.TokenType == JsonTokenType.String
            ? ReadText(ref reader, start, scratch, ref envelope)
            : new((int)(reader.TokenStartIndex - start), reader.ValueSpan.Length, IsUnescaped: false);

    private static TextSlice ReadText(ref Utf8JsonReader reader, long start, EventScratch scratch, ref EventEnvelope envelope)
    {
        if (EventText.Read(ref reader, start, scratch, out var slice) is not { } code) return slice;

        envelope.Fail(code, "A text in the data cannot be kept.");
        return default;
    }

    private static EventFieldKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => EventFieldKind.String,
        JsonTokenType.Number => EventFieldKind.Number,
        JsonTokenType.True => EventFieldKind.True,
        JsonTokenType.False => EventFieldKind.False,
        JsonTokenType.StartObject => EventFieldKind.Object,
        JsonTokenType.StartArray => EventFieldKind.Array,
        _ => EventFieldKind.Null,
    };
}
