namespace Farebox.Client;

/// <summary>Asks that a hold last at least so long from now.</summary>
public sealed record ExtendRequest(long TtlSeconds);

/// <summary>When the hold lapses now.</summary>
public sealed record Extend
{
    public required Hold Hold { get; init; }

    public required DateTimeOffset LapsesAt { get; init; }
}

/// <summary>An extension, or the reason why there was none.</summary>
public sealed record ExtendResult(Extend? Extend, Refusal? Refusal);
