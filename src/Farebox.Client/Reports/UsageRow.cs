namespace Farebox.Client;

/// <summary>One group of usage. The dimensions that were not asked for are null.</summary>
public sealed record UsageRow
{
    public string? Account { get; init; }

    public string? Team { get; init; }

    public string? Member { get; init; }

    public string? Meter { get; init; }

    public string? Model { get; init; }

    public string? Source { get; init; }

    public string? Grant { get; init; }

    public string? Day { get; init; }

    public required string Asset { get; init; }

    public required string Quantity { get; init; }

    public required string Credits { get; init; }

    public string? UpstreamCost { get; init; }

    public string? CostAsset { get; init; }

    /// <summary>Upstream cost ÷ credits; null when no credits were spent.</summary>
    public string? BlendedCostPerCredit { get; init; }

    public string? ValueAtCostBasis { get; init; }

    /// <summary>What the credits had been paid in.</summary>
    public string? BasisAsset { get; init; }

    /// <summary>Value at cost basis less upstream cost.</summary>
    public string? Margin { get; init; }
}
