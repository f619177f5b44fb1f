namespace Farebox.Client;

/// <summary>An account at one instant: its wallets, what its members used, and how many holds are open.</summary>
public sealed record Balances
{
    public required string Account { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The number of the book's last entry; two answers with the same number say the same.</summary>
    public required long Seq { get; init; }

    public required IReadOnlyList<WalletBalance> Wallets { get; init; }

    public required IReadOnlyList<MemberBalance> Members { get; init; }

    public required long OpenHolds { get; init; }
}

/// <summary>What a member has spent and holds, and its limits, per asset.</summary>
public sealed record MemberBalance
{
    public required string Id { get; init; }

    public string? Path { get; init; }

    /// <summary>Its own credit, by asset; absent when it has none.</summary>
    public IReadOnlyList<OwnBalance>? Wallets { get; init; }

    public required IReadOnlyDictionary<string, string> Used { get; init; }

    public IReadOnlyDictionary<string, string>? Limits { get; init; }
}
