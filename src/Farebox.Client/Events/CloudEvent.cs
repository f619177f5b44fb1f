using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Farebox.Client;

/// <summary>One report of use as a CloudEvent 1.0. Its identity is account, source and id, and nothing else.</summary>
public sealed record CloudEvent
{
    public string Specversion { get; init; } = "1.0";

    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Type { get; init; }

    /// <summary>The account's id.</summary>
    public required string Subject { get; init; }

    /// <summary>When the use happened; absent: when it is recorded.</summary>
    public DateTimeOffset? Time { get; init; }

    public string? Member { get; init; }

    /// <summary>The API key it was used under, as you name it: limits may count by it.</summary>
    [JsonPropertyName("apikey")]
    public string? ApiKey { get; init; }

    /// <summary>The hold this use is captured from.</summary>
    public string? Hold { get; init; }

    /// <summary>True: the hold is settled, and what is left of it is free again.</summary>
    public bool? Final { get; init; }

    /// <summary>Quantities as numbers or decimal strings, and the dimensions.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Further CloudEvents attributes. Settable, because the serialiser binds no init-only extension data.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extensions { get; set; }
}
