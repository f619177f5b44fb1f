namespace Farebox.Client;

/// <summary>Where a grant's units are. What was granted and moved in equals the sum of the other amounts, at every instant.</summary>
public sealed record GrantBalance
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    public int Priority { get; init; }

    public DateTimeOffset? EffectiveAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required string Granted { get; init; }

    /// <summary>What came from another grant.</summary>
    public string MovedIn { get; init; } = "0";

    public required string Available { get; init; }

    public required string PendingExpiry { get; init; }

    public required string Held { get; init; }

    public required string Spent { get; init; }

    public required string Expired { get; init; }

    public required string Revoked { get; init; }

    public required string Moved { get; init; }

    public string? Owner { get; init; }

    public string? From { get; init; }

    public string? Schedule { get; init; }

    /// <summary>Whether it was said to be paid; absent where nothing is owed.</summary>
    public bool? Paid { get; init; }

    /// <summary>As what all of it was removed.</summary>
    public string? Removed { get; init; }
}
