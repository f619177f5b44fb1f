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

    public override string? Refuses(decimal quantity, PriceContext context) => base.Refuses(quantity, context) ?? Cost?.Refuses(quantity, context);

    public override decimal Price(decimal quantity, PriceContext context, Working? working)
    {
        ThrowIfRefused(quantity, context);

        var cost = quantity;
        if (Cost is not null) cost = Cost.Price(quantity, context, working);
        else working?.Add("cost", quantity, 1m, cost);

        var markup = Exact.Multiply(cost, Percent.Rate(MarkupPercent));
        working?.Add("markup", cost, Percent.Rate(MarkupPercent), markup);
        return Exact.Add(cost, markup);
    }
}
