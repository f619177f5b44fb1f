using System.Text.Json;
using System.Text.Unicode;
using Farebox.Metering;

namespace Farebox.Http.Events;

/// <summary>Events as lines, one JSON value each. A line that is none is an item like the others, so a broken one spoils no neighbour.</summary>
internal static class EventLines
{
    /// <summary>The events in the order of their lines. Blank lines are none, and the last line may lack its end.</summary>
    /// <returns>Nothing when there are more than a request may have.</returns>
    public static List<EventParse>? Read(ReadOnlyMemory<byte> body)
    {
        var events = new List<EventParse>();
        for (var number = 1; !body.IsEmpty; number++)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            if (events.Count == EventBatch.EventsMax) return null;
            events.Add(ReadLine(line, number));
        }

        return events;
    }

    private static EventParse ReadLine(ReadOnlyMemory<byte> line, int number)
    {
        if (!Utf8.IsValid(line.Span)) return Broken(ProblemCodes.InvalidUtf8.Code, $"Line {number} is not UTF-8.");

        try
        {
            var reader = new Utf8JsonReader(line.Span, CloudEventReader.ReaderOptions);
            var parse = CloudEventReader.Read(ref reader, line);

            // Refuses what follows the value.
            reader.Read();
            return parse;
        }
        catch (JsonException fault)
        {
            return Broken(EventCodes.MalformedJson, $"Line {number} is not JSON at byte {fault.BytePositionInLine + 1} of it.");
        }
    }

    private static EventParse Broken(string code, string detail) => new(null, code, detail, null, null);
}
