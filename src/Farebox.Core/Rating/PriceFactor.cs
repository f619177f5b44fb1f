namespace Farebox.Rating;

/// <summary>A factor on a price, and why: for example <c>× 0.5 batch</c>.</summary>
/// <param name="Factor">Zero or more, within the bounds of a unit price.</param>
public readonly record struct PriceFactor(string Name, decimal Factor)
{
    public decimal Factor { get; } = UnitPrice.Checked(Factor, nameof(Factor));
}
