using System.Text.Json;

namespace Farebox.Client;

/// <summary>A stretch of an account's journal, in order.</summary>
public sealed record EntryPage
{
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>Asks for what follows; absent on the last page.</summary>
    public string? NextCursor { get; init; }
}

/// <summary>One command decided on the book, with its outcome and what it moved.</summary>
public sealed record Entry
{
    public required long Seq { get; init; }

    public required string Kind { get; init; }

    public required string Status { get; init; }

    public DateTimeOffset? RecordedAt { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public string? Member { get; init; }

    public JsonElement? Command { get; init; }

    public JsonElement? Outcome { get; init; }

    public IReadOnlyList<EntryTransfer>? Transfers { get; init; }
}

/// <summary>One movement between two ledger accounts.</summary>
public sealed record EntryTransfer
{
    public required int N { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Asset { get; init; }

    public required string Amount { get; init; }

    public string? FromAfter { get; init; }

    public string? ToAfter { get; init; }

    public string? Hold { get; init; }
}
