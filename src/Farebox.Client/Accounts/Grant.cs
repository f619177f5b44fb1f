namespace Farebox.Client;

/// <summary>A block of an asset with its own terms.</summary>
public sealed record Grant
{
    public required string Id { get; init; }

    public required string Asset { get; init; }

    public required string Amount { get; init; }

    /// <summary><c>purchased</c>, <c>bonus</c>, <c>included</c>, <c>rollover</c>, <c>commit</c>, <c>refund</c>, <c>promotional</c>, <c>postpaid</c> or <c>adjustment</c>.</summary>
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

    /// <summary>The member it belongs to; absent: the account's pool.</summary>
    public string? Owner { get; init; }

    /// <summary><c>settled</c>, <c>on_credit</c> or <c>awaited</c>.</summary>
    public string? Payment { get; init; }

    /// <summary>The most that may be lent out of it in all.</summary>
    public string? Lendable { get; init; }

    public Rollover? Rollover { get; init; }

    /// <summary>The grant its units came from. Answered, never sent.</summary>
    public string? From { get; init; }

    /// <summary>How many times they were rolled over. Answered, never sent.</summary>
    public int? Generation { get; init; }

    /// <summary>The schedule that granted it. Answered, never sent.</summary>
    public string? Schedule { get; init; }
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
