namespace Farebox.Client;

/// <summary>The answers to a request's events, in their order.</summary>
public sealed record EventResults
{
    public required IReadOnlyList<EventResult> Results { get; init; }
}

/// <summary>What became of one event. One bad event never spoils its neighbours.</summary>
public sealed record EventResult
{
    public string? Id { get; init; }

    public string? Source { get; init; }

    /// <summary><c>recorded</c>, <c>duplicate</c>, <c>unrated</c>, <c>refused</c> or <c>invalid</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What was taken, per asset.</summary>
    public IReadOnlyDictionary<string, string>? Debited { get; init; }

    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Why the event was debited past its hold, where it was.</summary>
    public string? LateCapture { get; init; }

    /// <summary>Of a duplicate: the answer that the first one got.</summary>
    public EventResult? First { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }
}
