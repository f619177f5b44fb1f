using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Every unit costs the same.</summary>
public sealed record PerUnitCharge : ChargeModel
{
    /// <param name="unitPrice">Zero or more, at most 9 integer digits and 12 decimal places.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is outside these bounds.</exception>
    public PerUnitCharge(decimal unitPrice) => UnitPrice = Rating.UnitPrice.Checked(unitPrice, nameof(unitPrice));

    public decimal UnitPrice { get; }

    public override decimal? UnitPriceOrNull => UnitPrice;

    public override string? Arrears => null;

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var price = Exact.Multiply(UnitPrice, quantity);
        working?.Add("per unit", quantity, UnitPrice, price);
        return price;
    }
}
