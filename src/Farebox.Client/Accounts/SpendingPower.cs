namespace Farebox.Client;

/// <summary>What a member may spend now, and what bounds it.</summary>
public sealed record SpendingPower
{
    /// <summary>Absent: the account itself.</summary>
    public string? Id { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyList<AssetPower> Assets { get; init; }

    /// <summary>Every limit on its way up, its own first.</summary>
    public required IReadOnlyList<Limit> Limits { get; init; }
}

/// <summary>What of one asset a member may spend.</summary>
public sealed record AssetPower
{
    public required string Asset { get; init; }

    /// <summary>Left of grants that are for it or somebody above it.</summary>
    public required string Own { get; init; }

    /// <summary>Left of grants that are for everybody.</summary>
    public required string Pool { get; init; }

    /// <summary>What the wallet owes: while it does, nothing can be held.</summary>
    public required string Debt { get; init; }

    /// <summary>The most that could be held now.</summary>
    public required string Spendable { get; init; }

    /// <summary>The limit that leaves less than there is credit, or <c>debt</c>.</summary>
    public string? BoundBy { get; init; }
}

/// <summary>One page of who may spend what.</summary>
public sealed record SpendingPowerPage
{
    public required IReadOnlyList<SpendingPower> Members { get; init; }

    public string? NextCursor { get; init; }
}
