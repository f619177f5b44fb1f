using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>The cost with a markup.</summary>
/// <param name="MarkupPercent">Zero or more: 20 charges 1.2 times the cost.</param>
/// <param name="Cost">What the quantity costs; null: the quantity is the cost itself, as the event reports it.</param>
public sealed record CostPlusCharge(decimal MarkupPercent, ChargeModel? Cost = null) : ChargeModel
{
    public decimal MarkupPercent { get; } = UnitPrice.Checked(MarkupPercent, nameof(MarkupPercent));

    public ChargeModel? Cost { get; } = Cost is null ? null : Inner.Checked(Cost, nameof(Cost));

    public override string? Arrears => Cost?.Arrears;

    public override bool IsPerEvent => Cost?.IsPerEvent ?? false;

    internal override ImmutableArray<string> RequestClasses => Cost?.RequestClasses ?? [];

    internal override string? Refusal(decimal quantity, in PriceContext context) => base.Refusal(quantity, context) ?? Cost?.Refusal(quantity, context);

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var cost = quantity;
        if (Cost is not null) cost = Cost.Compute(quantity, context, working);
        else working?.Add("cost", quantity, 1m, cost);

        var markup = Exact.Multiply(cost, Percent.Rate(MarkupPercent));
        working?.Add("markup", cost, Percent.Rate(MarkupPercent), markup);
        return Exact.Add(cost, markup);
    }
}
