using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farebox.Client;

/// <summary>A stretch of the audit, newest first.</summary>
public sealed record AuditPage(IReadOnlyList<AuditAct> Acts, string? NextCursor);

/// <summary>Who did what, and what it was before and after.</summary>
public sealed record AuditAct
{
    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    [JsonPropertyName("object")]
    public required string Target { get; init; }

    public string? RequestId { get; init; }

    public long? EntrySeq { get; init; }

    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }
}
