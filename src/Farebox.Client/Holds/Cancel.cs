namespace Farebox.Client;

/// <summary>Ends a hold because its work was cancelled.</summary>
public sealed record CancelRequest
{
    /// <summary>What the work came to beyond what was captured; absent: nothing.</summary>
    public string? Actual { get; init; }
}

/// <summary>What a cancellation captured, and the hold as it ended.</summary>
public sealed record Cancel
{
    public required HoldState Hold { get; init; }

    public string? Captured { get; init; }
}

/// <summary>A cancellation, or the reason why there was none.</summary>
public sealed record CancelResult(Cancel? Cancel, Refusal? Refusal);
