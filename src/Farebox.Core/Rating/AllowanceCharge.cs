using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>An included quantity that costs nothing, and a model for what is used above it.</summary>
public sealed record AllowanceCharge : ChargeModel
{
    /// <param name="included">Zero or more.</param>
    /// <param name="overage">Begins to count above the included quantity.</param>
    /// <exception cref="ArgumentException">A term is outside its bounds, or the overage rounds each event.</exception>
    public AllowanceCharge(decimal included, ChargeModel overage)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(included);
        (Included, Overage) = (included, Inner.Checked(overage, nameof(overage)));
    }

    public decimal Included { get; }

    public ChargeModel Overage { get; }

    public override string? Arrears => Overage.Arrears;

    public override bool IsPerEvent => Overage.IsPerEvent;

    internal override ImmutableArray<string> RequestClasses => Overage.RequestClasses;

    internal override string? Refusal(decimal quantity, in PriceContext context) =>
        base.Refusal(quantity, context) ?? Inner.Refuses(Overage, Above(context.Before), Above(context.Before + quantity), context);

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var (from, to) = (Above(context.Before), Above(context.Before + quantity));
        var included = quantity - (to - from);
        if (included != 0m) working?.Add("included", included, 0m, 0m);
        return Inner.Price(Overage, from, to, context, working);
    }

    private decimal Above(decimal total) => Math.Max(0m, total - Included);
}
