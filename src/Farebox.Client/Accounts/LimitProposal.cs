namespace Farebox.Client;

/// <summary>A change of a limit that waits for another key to approve it.</summary>
public sealed record LimitProposal
{
    /// <summary>The key that proposed it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the limit would become; absent: it would be removed.</summary>
    public Limit? Limit { get; init; }
}
