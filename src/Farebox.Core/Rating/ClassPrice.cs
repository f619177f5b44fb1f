namespace Farebox.Rating;

/// <summary>What one class of a measurement comes to.</summary>
/// <param name="Price">Exact and unrounded; zero where the class was absent.</param>
/// <param name="After">Where its running count stands with it; without meaning for a charge that has none.</param>
public readonly record struct ClassPrice(decimal Price, Standing After);
