using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Each unit costs the price of the tier it lies in; a tier's flat fee is added once when it is entered.</summary>
public sealed record GraduatedCharge(TierTable Table) : ChargeModel
{
    public override string? Arrears => null;

    public override string? Refuses(decimal quantity, PriceContext context) =>
        base.Refuses(quantity, context) ?? Table.Refuses(Exact.Add(context.Before, quantity));

    public override decimal Price(decimal quantity, PriceContext context, Working? working)
    {
        ThrowIfRefused(quantity, context);
        return Graduation.Price(Table, context.Before, Exact.Add(context.Before, quantity), working, "");
    }
}
