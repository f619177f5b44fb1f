using System.Text.Json;
using System.Text.Unicode;
using Farebox.Charging;
using Farebox.Http.Edge;
using Farebox.Metering;

namespace Farebox.Http.Events;

/// <summary>The events of one request, in their order. A bad event is an item like the others; only an unreadable body is refused whole.</summary>
internal readonly struct EventBatch
{
    public const int EventsMax = 1000;

    private EventBatch(EventItem[] items) => Items = items;

    private EventBatch(Problem refusal) => (Items, Refusal) = ([], refusal);

    public EventItem[] Items { get; }

    public Problem? Refusal { get; }

    /// <param name="mediaType">One event, a batch, either for plain JSON, or lines with an event each.</param>
    public static EventBatch Read(ReadOnlyMemory<byte> body, string mediaType, int tenantId)
    {
        if (body.IsEmpty) return new(new Problem(ProblemCodes.BodyRequired));
        if (body.Span.StartsWith("\uFEFF"u8)) return new(new Problem(ProblemCodes.MalformedJson, "The body begins with a byte order mark."));
        if (mediaType is MediaTypes.JsonLines or MediaTypes.NewlineJson) return OfLines(EventLines.Read(body), tenantId);
        if (!Utf8.IsValid(body.Span)) return new(new Problem(ProblemCodes.InvalidUtf8));

        try
        {
            return ReadJson(body, mediaType, tenantId);
        }
        catch (JsonException fault)
        {
            return new(new Problem(ProblemCodes.MalformedJson, $"The body is not JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of it."));
        }
    }

    /// <summary>One event that came in headers, with its data as the body.</summary>
    public static EventBatch Of(EventParse parse, int tenantId) =>
        parse.Code == EventCodes.MalformedJson
            ? new(new Problem(ProblemCodes.MalformedJson, parse.Detail))
            : new([Item(parse, tenantId)]);

    private static EventBatch OfLines(List<EventParse>? lines, int tenantId) => lines switch
    {
        null => new(new Problem(ProblemCodes.BatchTooLarge)),
        [] => new(new Problem(ProblemCodes.BatchEmpty)),
        _ => new([.. lines.Select(line => Item(line, tenantId))]),
    };

    private static EventBatch ReadJson(ReadOnlyMemory<byte> body, string mediaType, int tenantId)
    {
        var reader = new Utf8JsonReader(body.Span, CloudEventReader.ReaderOptions);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when mediaType != MediaTypes.CloudEventBatch:
                EventItem[] single = [Item(CloudEventReader.Read(ref reader, body), tenantId)];
                reader.Read();
                return new(single);
            case JsonTokenType.StartArray when mediaType != MediaTypes.CloudEvent:
                return ReadArray(ref reader, body, tenantId);
            default:
                // What is not JSON at all is called so first.
                reader.Skip();
                reader.Read();
                return new(new Problem(ProblemCodes.InvalidType, mediaType switch
                {
                    MediaTypes.CloudEvent => "The body is one CloudEvent, an object.",
                    MediaTypes.CloudEventBatch => "The body is an array of CloudEvents.",
                    _ => "The body is a CloudEvent or an array of them.",
                }));
        }
    }

    private static EventBatch ReadArray(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, int tenantId)
    {
        var items = new List<EventItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == EventsMax) return new(new Problem(ProblemCodes.BatchTooLarge));
            items.Add(Item(CloudEventReader.Read(ref reader, body), tenantId));
        }

        // Reads on to the end, so that trailing text is refused before anything is recorded.
        reader.Read();
        return items.Count == 0 ? new(new Problem(ProblemCodes.BatchEmpty)) : new([.. items]);
    }

    private static EventItem Item(EventParse parse, int tenantId) =>
        new(parse, parse.Event is { } usage ? new RecordUsage(tenantId, usage.Subject, usage) : null);
}
