namespace Farebox.Client;

/// <summary>Credit that is bought by itself when little is left.</summary>
public sealed record TopUpRule
{
    public required string Asset { get; init; }

    /// <summary>Bought when at or below this could be spent.</summary>
    public required string Threshold { get; init; }

    /// <summary>How much at once; or <see cref="UpTo"/>.</summary>
    public string? Amount { get; init; }

    public string? UpTo { get; init; }

    public required TopUpPrice Price { get; init; }

    public int? DiscountPercent { get; init; }

    /// <summary>The most that may be asked for in a calendar month, in the currency of the price.</summary>
    public string? MonthlyCap { get; init; }

    /// <summary>How often a payment that failed is tried anew.</summary>
    public int? Retries { get; init; }

    public int? ExpiresAfterSeconds { get; init; }

    public int? Priority { get; init; }

    /// <summary>The purchase under way.</summary>
    public string? InFlight { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    public int? Failures { get; init; }

    /// <summary>Whether nothing is bought until the rule is set anew.</summary>
    public bool? Disabled { get; init; }

    public string? Month { get; init; }

    public string? ChargedInMonth { get; init; }
}

/// <summary>What so many units cost.</summary>
public sealed record TopUpPrice(string Asset, string Amount, string Per);

/// <summary>One purchase. Its id is that of the grant it becomes.</summary>
public sealed record TopUp
{
    public required string Id { get; init; }

    public required string Asset { get; init; }

    public required string Amount { get; init; }

    public required TopUpCharge Charge { get; init; }

    /// <summary><c>requested</c>, <c>paid</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public string? Reason { get; init; }

    public string? Reference { get; init; }
}

/// <summary>What is asked for a purchase.</summary>
public sealed record TopUpCharge(string Asset, string Amount);

internal sealed record TopUpRulePage(IReadOnlyList<TopUpRule> TopUpRules, string? NextCursor);

internal sealed record TopUpPage(IReadOnlyList<TopUp> TopUps, string? NextCursor);

internal sealed record RemovedTopUpRule(string Asset, bool Removed);

internal sealed record PaidTopUp(string? Reference);

internal sealed record FailedTopUp(string? Reason);
