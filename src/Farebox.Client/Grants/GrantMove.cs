namespace Farebox.Client;

/// <summary>Where units go, and why.</summary>
public sealed record GrantMove
{
    /// <summary>The id of the new grant.</summary>
    public required string Id { get; init; }

    /// <summary><c>extension</c>, <c>reallocation</c> or <c>loan</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Absent: all that is not held.</summary>
    public string? Amount { get; init; }

    /// <summary>The member the new grant belongs to; absent: the account's pool. Not for an extension.</summary>
    public string? Owner { get; init; }

    /// <summary>For an extension.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>For an extension.</summary>
    public bool? NeverExpires { get; init; }
}

/// <summary>What is taken away, and what that means.</summary>
public sealed record RemovalRequest
{
    /// <summary><c>decrement</c> (consumed), <c>void</c> (never there) or <c>expire</c> (lapsed unused).</summary>
    public required string As { get; init; }

    /// <summary>Absent: the whole grant, and what is held of it once that is freed.</summary>
    public string? Amount { get; init; }

    public string? Reason { get; init; }
}

/// <summary>What was taken away.</summary>
public sealed record Removal
{
    public required string Grant { get; init; }

    public required string As { get; init; }

    public required string Asset { get; init; }

    public required string Amount { get; init; }

    /// <summary>Whether the grant has ended with it.</summary>
    public bool Whole { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A payment, in the caller's words.</summary>
public sealed record PaidRequest(string? Reference);

/// <summary>A grant that was paid for.</summary>
public sealed record PaidGrant(string Grant, DateTimeOffset PaidAt, string? Reference);

/// <summary>What becomes of the rest of a grant when it expires.</summary>
public sealed record Rollover
{
    /// <summary><c>remaining</c> or <c>original</c>.</summary>
    public string? Basis { get; init; }

    /// <summary>0 to 1.</summary>
    public string? Fraction { get; init; }

    public string? Cap { get; init; }

    /// <summary><c>grant</c> or <c>total</c>.</summary>
    public string? CapOf { get; init; }

    public int? MaxGenerations { get; init; }

    /// <summary><c>natural</c>, <c>first</c> or <c>last</c>.</summary>
    public string? Order { get; init; }

    public CalendarSpan? NewExpiry { get; init; }

    public string? Zone { get; init; }

    /// <summary><c>keep</c> or <c>forfeit</c>.</summary>
    public string? OnPlanChange { get; init; }
}

/// <summary>A length of calendar time: so many of <c>day</c>, <c>month</c> or <c>year</c>.</summary>
public sealed record CalendarSpan(string Unit, int Count = 1);
