namespace Farebox.Client;

/// <summary>Why a hold was not given, or not touched. A refused hold holds nothing.</summary>
/// <param name="Code">For example <c>insufficient_credit</c> or <c>limit_exceeded</c>. Decide by this, never by the text.</param>
/// <param name="Detail">A sentence for people.</param>
/// <param name="Available">What could have been held, where the refusal is about credit.</param>
public sealed record Refusal(string Code, string? Detail, string? Available)
{
    /// <summary>The named limit that refused it, if one did.</summary>
    public string? Limit { get; init; }

    /// <summary>When that limit has room again; absent for one that never resets.</summary>
    public DateTimeOffset? ResetsAt { get; init; }
}
