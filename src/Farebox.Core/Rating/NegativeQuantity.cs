namespace Farebox.Rating;

/// <summary>What a quantity below zero costs.</summary>
public enum NegativeQuantity
{
    /// <summary>It has no price.</summary>
    Refuse,

    /// <summary>Nothing.</summary>
    Zero,

    /// <summary>What the same quantity above zero costs, given back.</summary>
    Mirror,
}
