using Farebox.Money;

namespace Farebox.Rating;

/// <summary>The event itself says the amount: the quantity is money, and costs itself times a factor.</summary>
/// <param name="Multiplier">Zero or more.</param>
public sealed record DynamicCharge(decimal Multiplier = 1m) : ChargeModel
{
    public decimal Multiplier { get; } = UnitPrice.Checked(Multiplier, nameof(Multiplier));

    public override string? Arrears => null;

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var price = Exact.Multiply(Multiplier, quantity);
        working?.Add("amount of the event", quantity, Multiplier, price);
        return price;
    }
}
