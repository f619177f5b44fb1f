namespace Farebox.Client;

/// <summary>A block of an asset with its own terms.</summary>
public sealed record Grant
{
    public required string Id { get; init; }

    public required string Asset { get; init; }

    public required string Amount { get; init; }

    /// <summary><c>purchased</c>, <c>bonus</c>, <c>included</c>, <c>rollover</c>, <c>commit</c> or <c>refund</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Lower burns first.</summary>
    public int? Priority { get; init; }

    public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>The first instant at which it pays no new hold; absent: never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long after <see cref="ExpiresAt"/> it still pays for what occurred before.</summary>
    public long? GraceSeconds { get; init; }

    /// <summary>What the whole grant was paid for; absent: nothing.</summary>
    public Money? CostBasis { get; init; }

    public GrantScope? Scope { get; init; }
}

/// <summary>An amount of an asset, as a decimal string.</summary>
public sealed record Money(string Asset, string Amount);

/// <summary>What a grant may pay for; a list left out admits everything.</summary>
public sealed record GrantScope
{
    public IReadOnlyList<string>? Meters { get; init; }

    public IReadOnlyList<string>? Models { get; init; }

    public IReadOnlyList<string>? Members { get; init; }
}
