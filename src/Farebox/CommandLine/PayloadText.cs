using System.Text.Json;

namespace Farebox.CommandLine;

/// <summary>Payloads as they are kept in files: one JSON value, a stream of server-sent events, or one JSON value per line.</summary>
internal static class PayloadText
{
    private const string Data = "data:";
    private const string Done = "[DONE]";

    /// <returns>One payload per answer: a stream is one, each line of JSON another.</returns>
    /// <exception cref="CommandException">It is none of these.</exception>
    public static IReadOnlyList<JsonElement> Read(string text)
    {
        if (TryParse(text) is { } whole) return [whole];

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!lines.Any(line => line.StartsWith(Data, StringComparison.Ordinal))) return [.. lines.Select((line, index) => Parse(line, index + 1))];

        var events = lines.Where(line => line.StartsWith(Data, StringComparison.Ordinal))
            .Select(line => line[Data.Length..].Trim()).Where(line => line != Done).Select((line, index) => Parse(line, index + 1));
        return [JsonSerializer.SerializeToElement(events.ToArray())];
    }

    private static JsonElement Parse(string line, int number) =>
        TryParse(line) ?? throw new CommandException($"Line or event {number} is not JSON.");

    private static JsonElement? TryParse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
