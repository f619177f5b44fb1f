namespace Farebox.Client;

/// <summary>What somebody wants to be told of about an account.</summary>
public sealed record AlertRule
{
    public required string Id { get; init; }

    /// <summary><c>low_balance</c>, <c>exhausted</c>, <c>expiring_soon</c>, <c>debt</c> or <c>hold_lapsed</c>.</summary>
    public required string Kind { get; init; }

    public required string Asset { get; init; }

    /// <summary>Absent: the account itself.</summary>
    public string? Member { get; init; }

    /// <summary>For a low balance: told at or below this amount.</summary>
    public string? Below { get; init; }

    /// <summary>For a low balance instead: told at or below so many hundredths of what was granted.</summary>
    public int? BelowPercent { get; init; }

    /// <summary>Above this amount it counts as recovered.</summary>
    public string? RecoveredAbove { get; init; }

    public int? RecoveredAbovePercent { get; init; }

    /// <summary>For what expires soon: how long before.</summary>
    public int? WithinSeconds { get; init; }

    /// <summary>Since when what it watches is so; absent while it is not.</summary>
    public DateTimeOffset? FiringSince { get; init; }
}

internal sealed record AlertDefaultList(IReadOnlyList<AlertRule> AlertRules);

internal sealed record AlertRulePage(IReadOnlyList<AlertRule> AlertRules, string? NextCursor);

internal sealed record RemovedAlertRule(string Id, bool Removed);
