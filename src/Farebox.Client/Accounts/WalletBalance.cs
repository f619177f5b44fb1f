namespace Farebox.Client;

/// <summary>An account's holdings of one asset: the sum of its grants, and its debt.</summary>
public sealed record WalletBalance
{
    public required string Asset { get; init; }

    /// <summary>The name of the order its grants burn in.</summary>
    public string? BurnOrder { get; init; }

    /// <summary>Of what is available, what may pay now.</summary>
    public string? Spendable { get; init; }

    public string MovedIn { get; init; } = "0";

    public required string Available { get; init; }

    public required string PendingExpiry { get; init; }

    public required string Held { get; init; }

    public required string Granted { get; init; }

    public required string Spent { get; init; }

    public required string Expired { get; init; }

    public required string Revoked { get; init; }

    public required string Moved { get; init; }

    public required string Debt { get; init; }

    public required IReadOnlyList<GrantBalance> Grants { get; init; }
}

/// <summary>A member's own credit of one asset.</summary>
public sealed record OwnBalance
{
    public required string Asset { get; init; }

    public required string Spendable { get; init; }

    public required string Granted { get; init; }

    public required string MovedIn { get; init; }

    public required string Available { get; init; }

    public required string PendingExpiry { get; init; }

    public required string Held { get; init; }

    public required string Spent { get; init; }

    public required string Expired { get; init; }

    public required string Revoked { get; init; }

    public required string Moved { get; init; }
}
