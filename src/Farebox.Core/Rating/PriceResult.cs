namespace Farebox.Rating;

/// <summary>An exact price, or the class that has none.</summary>
/// <param name="Total">Zero, and without meaning, where a class is missing.</param>
/// <param name="MissingClass">The first class with a quantity and no price. Such use is unrated, never free.</param>
public readonly record struct PriceResult(decimal Total, string? MissingClass)
{
    /// <summary>Why the class's model has no price for its quantity, as a sentence; null where the class has no model at all.</summary>
    public string? Reason { get; init; }

    public bool IsPriced => MissingClass is null;
}
