using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Each unit costs the price of the tier it lies in; a tier's flat fee is added once when it is entered.</summary>
public sealed record GraduatedCharge(TierTable Table) : ChargeModel
{
    public override string? Arrears => null;

    internal override string? Refusal(decimal quantity, in PriceContext context) =>
        base.Refusal(quantity, context) ?? Table.Refuses(Exact.Add(context.Before, quantity));

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        return Graduation.Price(Table, context.Before, Exact.Add(context.Before, quantity), working, "");
    }
}
