namespace Farebox.Rating;

/// <summary>Which tier a quantity equal to a bound is in.</summary>
public enum TierBounds
{
    /// <summary>The bound belongs to the tier that ends there (<c>up_to</c>).</summary>
    UpperInclusive,

    /// <summary>The bound belongs to the tier that begins there.</summary>
    LowerInclusive,

    /// <summary>Bounds are written as widths, each relative to the tier before; they are kept as upper, inclusive ones.</summary>
    Width,
}
