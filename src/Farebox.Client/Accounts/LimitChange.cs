namespace Farebox.Client;

/// <summary>What became of a limit: <c>removed</c>, <c>approved</c>, <c>declined</c>, or <c>proposed</c> to be removed.</summary>
public sealed record LimitChange
{
    public required string Id { get; init; }

    public required string Status { get; init; }
}

/// <summary>What was ever done to a limit, oldest first.</summary>
public sealed record LimitHistory
{
    public required IReadOnlyList<LimitEvent> History { get; init; }
}

/// <summary>Something that was done to a limit.</summary>
public sealed record LimitEvent
{
    /// <summary>The entry of the journal.</summary>
    public required long Seq { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The key that did it.</summary>
    public required string By { get; init; }

    /// <summary><c>set</c>, <c>proposed</c>, <c>approved</c>, <c>declined</c> or <c>removed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it was set or proposed to be.</summary>
    public Limit? Limit { get; init; }
}
