namespace Farebox.Client;

/// <summary>Which unrated or refused events to rate again: one, or those of a range of time.</summary>
public sealed record Rerate
{
    public EventName? Event { get; init; }

    /// <summary>The first instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first instant after.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>What came of rating again.</summary>
public sealed record Rerated
{
    public required string Account { get; init; }

    /// <summary>Events that are charged now.</summary>
    public required long Rated { get; init; }

    /// <summary>Events that still are not, by the code of why.</summary>
    public required IReadOnlyDictionary<string, long> Left { get; init; }
}
