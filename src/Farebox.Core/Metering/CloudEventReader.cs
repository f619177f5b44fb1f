using System.Text.Json;

namespace Farebox.Metering;

/// <summary>Reads one CloudEvent 1.0 at a time out of JSON.</summary>
/// <remarks>
/// Whatever is wrong inside one well-formed JSON value is returned, never thrown, and the reader is left on the value's last
/// token, so the caller goes on with the next event of an array. JSON that is not well formed throws
/// <see cref="JsonException"/> out of the reader, as it does for every user of it.
/// </remarks>
public static class CloudEventReader
{
    /// <summary>The CloudEvents limit that every intermediary must pass on.</summary>
    public const int EventBytesMax = 64 * 1024;

    /// <summary>Options for the reader over a request's body: nesting is judged event by event, so it must not end the request.</summary>
    public static JsonReaderOptions ReaderOptions => new() { MaxDepth = 16 * 1024 * 1024 };

    /// <param name="reader">On the first token of the value, and over the whole of <paramref name="buffer"/> from its first byte.</param>
    /// <param name="buffer">The bytes the reader reads. The event copies what it keeps.</param>
    public static EventParse Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> buffer)
    {
        if (reader.TokenType == JsonTokenType.None) reader.Read();

        var start = reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return new(null, EventCodes.InvalidType, "An event is a JSON object.", null, null);
        }

        var scratch = EventScratch.Start();
        var envelope = EnvelopeReader.Read(ref reader, start, scratch);
        return Finish(ref envelope, buffer.Slice((int)start, (int)(reader.BytesConsumed - start)), scratch);
    }

    /// <summary>An event in binary mode: attributes in headers, data as the body.</summary>
    /// <param name="attributes">The <c>ce-</c> headers, lower case and without that prefix, values as they were sent.</param>
    /// <param name="contentType">The body's media type; becomes <c>datacontenttype</c>.</param>
    /// <param name="data">The body; empty when the event has no data.</param>
    public static EventParse FromBinary(
        IEnumerable<KeyValuePair<string, string>> attributes,
        string? contentType,
        ReadOnlyMemory<byte> data) => BinaryMode.Read(attributes, contentType, data);

    /// <summary>A data object that comes without an event, such as the estimate of a hold. Under the same rules and as safe.</summary>
    /// <param name="reader">As for <see cref="Read"/>.</param>
    public static DataParse ReadData(ref Utf8JsonReader reader, ReadOnlyMemory<byte> buffer)
    {
        if (reader.TokenType == JsonTokenType.None) reader.Read();

        var start = reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return new(null, EventCodes.InvalidType, "Data is a JSON object.");
        }

        var scratch = EventScratch.Start();
        var envelope = default(EventEnvelope);
        DataReader.Read(ref reader, start, scratch, ref envelope);
        var element = buffer.Slice((int)start, (int)(reader.BytesConsumed - start));
        _ = CheckWhole(ref envelope, element.Span, scratch);
        return envelope.Code is null ? new(Keep(element.ToArray(), scratch), null, null) : new(null, envelope.Code, envelope.Detail);
    }

    private static EventParse Finish(ref EventEnvelope envelope, ReadOnlyMemory<byte> element, EventScratch scratch)
    {
        var content = CheckWhole(ref envelope, element.Span, scratch);
        if (envelope.Code is not null) return new(null, envelope.Code, envelope.Detail, envelope.Id, envelope.Source);

        var raw = element.ToArray();
        return new(new(envelope, Keep(raw, scratch), raw, content), null, null, envelope.Id, envelope.Source);
    }

    // What only the whole can tell: its size, and members that repeat.
    private static Guid CheckWhole(ref EventEnvelope envelope, ReadOnlySpan<byte> element, EventScratch scratch)
    {
        if (element.Length > EventBytesMax)
            envelope.Fail(EventCodes.EventTooLarge, $"An event has at most {EventBytesMax} bytes.");
        if (scratch.HasDottedName && envelope.Code is null && PathsRepeat(element, scratch))
            envelope.Fail(EventCodes.DuplicateMember, "Two members of the data spell the same dotted path.");

        Guid content = default;
        if (envelope.Code is null && !scratch.Content.TryHash(envelope, element, scratch, out content))
            envelope.Fail(EventCodes.DuplicateMember, "A member of the data is given twice.");
        return content;
    }

    private static EventData Keep(byte[] raw, EventScratch scratch) =>
        scratch.NodeCount == 0
            ? EventData.Empty
            : new(scratch.Nodes.AsSpan(0, scratch.NodeCount).ToArray(), raw, scratch.Unescaped.ToArray());

    private static bool PathsRepeat(ReadOnlySpan<byte> raw, EventScratch scratch)
    {
        var paths = new string[scratch.NodeCount];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < paths.Length; i++)
        {
            ref readonly var node = ref scratch.Nodes[i];
            if (!node.HasName || (node.Parent >= 0 && paths[node.Parent] is null)) continue;

            var name = System.Text.Encoding.UTF8.GetString(node.Name.In(raw, scratch.Unescaped));
            paths[i] = node.Parent < 0 ? name : $"{paths[node.Parent]}.{name}";
            if (!seen.Add(paths[i])) return true;
        }

        return false;
    }
}
