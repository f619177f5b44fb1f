namespace Farebox.Rating.Conventions;

/// <summary>What a table of tiers leaves open.</summary>
/// <param name="FlatAtZero">Whether the first tier's flat fee is charged although nothing was used.</param>
public sealed record TierConventions(TierBounds Bounds, bool FlatAtZero, BeyondLast BeyondLast);
