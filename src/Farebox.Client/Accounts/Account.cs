namespace Farebox.Client;

/// <summary>A billing customer. Its cards, where named, replace the tenant's default ones.</summary>
public sealed record Account
{
    public required string Id { get; init; }

    public string? RateCard { get; init; }

    public string? CostCard { get; init; }
}
