namespace Farebox.Rating;

/// <summary>An exact price, or the class that has none.</summary>
/// <param name="Total">Zero, and without meaning, where a class is missing.</param>
/// <param name="MissingClass">The first class with a quantity and no price. Such use is unrated, never free.</param>
public readonly record struct PriceResult(decimal Total, string? MissingClass)
{
    public bool IsPriced => MissingClass is null;
}
