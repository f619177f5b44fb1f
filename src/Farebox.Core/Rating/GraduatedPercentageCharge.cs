using Farebox.Money;

namespace Farebox.Rating;

/// <summary>A part of the value, by tiers of the period's value: each piece is charged at the percentage of the tier it lies in.</summary>
/// <param name="Table">Its unit prices are parts of one: 0.013 for 1.3 percent.</param>
public sealed record GraduatedPercentageCharge(TierTable Table) : ChargeModel
{
    public override string? Arrears => null;

    internal override string? Refusal(decimal quantity, in PriceContext context) =>
        base.Refusal(quantity, context) ?? Table.Refuses(Exact.Add(context.Before, quantity));

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        return Graduation.Price(Table, context.Before, Exact.Add(context.Before, quantity), working, " of the value");
    }
}
