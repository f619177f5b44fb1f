namespace Farebox.Client;

/// <summary>An amount reserved before the work.</summary>
public sealed record Hold
{
    public required string Id { get; init; }

    public string? Account { get; init; }

    public string? Member { get; init; }

    public string? ApiKey { get; init; }

    public string? Meter { get; init; }

    public string? Model { get; init; }

    public required string Asset { get; init; }

    public required string Amount { get; init; }

    public required string Remaining { get; init; }

    /// <summary>What open holds that draw from it have left; absent: nothing.</summary>
    public string? HandedOut { get; init; }

    /// <summary>The hold it draws from.</summary>
    public string? Parent { get; init; }

    public string? OnCancel { get; init; }

    public string? CancelMinimum { get; init; }

    /// <summary><c>open</c>, <c>awaiting</c>, <c>settled</c>, <c>released</c> or <c>lapsed</c>; <c>closed</c> when it ended too long ago to say how.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? LapsesAt { get; init; }
}

/// <summary>A hold, or the reason why there is none.</summary>
public sealed record HoldResult(Hold? Hold, Refusal? Refusal);
