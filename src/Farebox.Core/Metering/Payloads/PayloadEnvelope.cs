using System.Buffers;
using System.Text.Json;

namespace Farebox.Metering.Payloads;

/// <summary>Finds the usage object in what a vendor sent: the object itself, a whole answer, a span, or the events of one stream.</summary>
internal static class PayloadEnvelope
{
    private static readonly string[] UsageNames = ["usage", "usageMetadata", "usage_metadata"];
    private static readonly string[] ModelNames = ["model", "modelVersion", "gen_ai.response.model", "gen_ai.request.model"];

    /// <returns>Undefined when there is none.</returns>
    public static (JsonElement Usage, string? Model) Find(JsonElement payload) => payload.ValueKind switch
    {
        JsonValueKind.Array => FindInStream(payload),
        JsonValueKind.Object => FindInAnswer(payload),
        _ => default,
    };

    private static (JsonElement Usage, string? Model) FindInAnswer(JsonElement answer)
    {
        // A stream wraps the answer in an event.
        foreach (var wrapper in (ReadOnlySpan<string>)["response", "message"])
        {
            if (answer.TryGetProperty(wrapper, out var inner) && inner.ValueKind == JsonValueKind.Object && HasUsage(inner)) return FindInAnswer(inner);
        }

        var model = ModelOf(answer);
        foreach (var name in UsageNames)
        {
            if (!answer.TryGetProperty(name, out var usage)) continue;

            // A part of a stream that has no usage yet says null.
            return (usage.ValueKind == JsonValueKind.Object ? usage : default, model);
        }

        if (!answer.TryGetProperty("attributes", out var attributes)) return (answer, model);

        var flat = attributes.ValueKind == JsonValueKind.Array ? Flatten(attributes) : attributes;
        return flat.ValueKind == JsonValueKind.Object ? (flat, ModelOf(flat)) : default;
    }

    // Every count of a stream is cumulative, so the last one said wins and nothing is added up. Anthropic leaves out of the later
    // events what has not changed; the others repeat the whole.
    private static (JsonElement Usage, string? Model) FindInStream(JsonElement events)
    {
        var merged = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        JsonElement last = default;
        string? model = null;
        foreach (var item in events.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            var isAnthropic = TextOf(item, "type") is "message_start" or "message_delta";
            if (!isAnthropic && !HasUsage(item) && !HasInnerUsage(item) && item.TryGetProperty("type", out _)) continue;

            var (usage, named) = FindInAnswer(item);
            model = named ?? model;
            if (usage.ValueKind != JsonValueKind.Object || (!HasUsage(item) && !HasInnerUsage(item))) continue;

            last = usage;
            if (!isAnthropic) continue;
            foreach (var member in usage.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)) merged[member.Name] = member.Value;
        }

        return (merged.Count > 0 ? Join(merged) : last, model);
    }

    private static bool HasUsage(JsonElement answer) =>
        UsageNames.Any(name => answer.TryGetProperty(name, out var usage) && usage.ValueKind == JsonValueKind.Object);

    private static bool HasInnerUsage(JsonElement item) =>
        (item.TryGetProperty("response", out var inner) || item.TryGetProperty("message", out inner)) && inner.ValueKind == JsonValueKind.Object && HasUsage(inner);

    // OpenTelemetry's JSON has a list of keys, each with a value that is named by its type; its whole numbers are strings.
    private static JsonElement Flatten(JsonElement attributes)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var item in attributes.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || TextOf(item, "key") is not { } key) continue;
            if (!key.StartsWith("gen_ai.", StringComparison.Ordinal) || !item.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Object) continue;
            if (value.EnumerateObject().Select(member => (JsonProperty?)member).FirstOrDefault() is { } typed) members[key] = Unquoted(typed);
        }

        return Join(members);
    }

    private static JsonElement Unquoted(JsonProperty typed)
    {
        var isNumber = typed.Name == "intValue" && typed.Value.ValueKind == JsonValueKind.String
            && Money.DecimalText.TryParse(typed.Value.GetString(), out _);
        if (!isNumber) return typed.Value;

        using var number = JsonDocument.Parse(typed.Value.GetString()!);
        return number.RootElement.Clone();
    }

    private static JsonElement Join(Dictionary<string, JsonElement> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static string? ModelOf(JsonElement answer) => ModelNames.Select(name => TextOf(answer, name)).FirstOrDefault(model => model is not null);

    private static string? TextOf(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
