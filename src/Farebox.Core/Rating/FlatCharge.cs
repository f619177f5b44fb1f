namespace Farebox.Rating;

/// <summary>One amount for the period, however much is used.</summary>
/// <param name="Amount">Within the bounds of a unit price.</param>
/// <param name="AtZero">Whether it is due although nothing was used.</param>
public sealed record FlatCharge(decimal Amount, bool AtZero = false) : ChargeModel
{
    public decimal Amount { get; } = UnitPrice.Checked(Amount, nameof(Amount));

    public override string? Arrears => null;

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var isDue = context.Before == 0m && (quantity > 0m || AtZero);
        var price = isDue ? Amount : 0m;
        working?.Add("flat fee", isDue ? 1m : 0m, 0m, price);
        return price;
    }
}
