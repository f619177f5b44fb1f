namespace Farebox.Rating;

/// <summary>A factor on a price, and why: for example <c>× 0.5 batch</c>.</summary>
/// <param name="Factor">Zero or more, within the bounds of a unit price.</param>
/// <param name="Where">What the multiplier or derived class is for, which tells it from others of its name.</param>
public readonly record struct PriceFactor(string Name, decimal Factor, string Where = "")
{
    public decimal Factor { get; } = UnitPrice.Checked(Factor, nameof(Factor));
}
