using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Every unit costs the same.</summary>
public sealed record PerUnitCharge : ChargeModel
{
    /// <param name="unitPrice">Zero or more, at most 9 integer digits and 12 decimal places.</param>
    /// <exception cref="ArgumentOutOfRangeException">The price is outside these bounds.</exception>
    public PerUnitCharge(decimal unitPrice)
    {
        if (!Rating.UnitPrice.IsValid(unitPrice))
            throw new ArgumentOutOfRangeException(nameof(unitPrice), unitPrice, "A unit price is zero or more, with at most 9 integer digits and 12 decimal places.");

        UnitPrice = unitPrice;
    }

    public decimal UnitPrice { get; }

    public override decimal Price(decimal quantity, PriceContext context, Working? working)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);

        var price = Exact.Multiply(UnitPrice, quantity);
        working?.Add("per unit", quantity, UnitPrice, price);
        return price;
    }
}
