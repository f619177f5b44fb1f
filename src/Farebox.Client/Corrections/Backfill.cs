namespace Farebox.Client;

/// <summary>Replaces what a producer sent for a range of time by what should have been there.</summary>
public sealed record Backfill
{
    /// <summary>The backfill's own id; the corrections it makes have it too.</summary>
    public required string Id { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>All events of the source in the range, each with its time. What is there and not here is taken back.</summary>
    public required IReadOnlyList<CloudEvent> Events { get; init; }

    /// <summary>Whether it is only shown what would be done.</summary>
    public bool? DryRun { get; init; }
}

/// <summary>What a backfill came to.</summary>
public sealed record Backfilled
{
    public required string Account { get; init; }

    public required string Id { get; init; }

    public required bool DryRun { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required long Kept { get; init; }

    public required long Amended { get; init; }

    public required long Voided { get; init; }

    public required long Added { get; init; }

    /// <summary>What comes back, by asset.</summary>
    public required IReadOnlyDictionary<string, string> Returned { get; init; }

    /// <summary>What is charged instead, by asset; absent when it is only shown.</summary>
    public IReadOnlyDictionary<string, string>? Debited { get; init; }

    /// <summary>Events that could not be corrected or added, and those that were added and are not charged; the others are done.</summary>
    public required IReadOnlyList<RefusedEvent> Refused { get; init; }
}

/// <summary>An event that could not be corrected or added, or is not charged, and why.</summary>
public sealed record RefusedEvent(string Event, string Code, string Detail);
