namespace Farebox.Client;

/// <summary>Keeps a hold whose work may still be billed.</summary>
public sealed record AwaitRequest
{
    /// <summary>How long at most; absent: a day.</summary>
    public long? AtMostSeconds { get; init; }
}
