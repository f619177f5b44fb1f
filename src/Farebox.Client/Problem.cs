using System.Text.Json.Serialization;

namespace Farebox.Client;

/// <summary>A problem document (RFC 9457) as the server writes it.</summary>
public sealed record Problem
{
    public string? Type { get; init; }

    public string? Title { get; init; }

    public int? Status { get; init; }

    public string? Detail { get; init; }

    public required string Code { get; init; }

    public string? RequestId { get; init; }

    public string? Available { get; init; }

    public string? Limit { get; init; }

    public DateTimeOffset? ResetsAt { get; init; }

    public IReadOnlyList<ProblemError>? Errors { get; init; }
}

/// <summary>One member of the body that was at fault, by its JSON pointer.</summary>
public sealed record ProblemError([property: JsonPropertyName("pointer")] string JsonPointer, string Code, string? Detail);
