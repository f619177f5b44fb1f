using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Running totals below zero: nothing, or the mirror image of the same total above it.</summary>
internal static class SignedTotals
{
    /// <summary>Why one of the two totals has no price, or why none below zero has.</summary>
    public static string? Refusal(AdjustedCharge charge, decimal quantity, PriceContext context)
    {
        if (charge.Negative == NegativeQuantity.Refuse) return "A quantity below zero has no price here.";
        return RefusalOf(charge, Exact.Add(context.Before, quantity), context) ?? RefusalOf(charge, context.Before, context);
    }

    public static decimal Price(AdjustedCharge charge, decimal quantity, PriceContext context, Working? working)
    {
        var after = Exact.Add(context.Before, quantity);
        var price = Total(charge, after, context, working);
        if (context.Before == 0m) return price;

        var before = Total(charge, context.Before, context, null);
        working?.Add("priced before", context.Before, 0m, -before);
        return Exact.Subtract(price, before);
    }

    private static string? RefusalOf(AdjustedCharge charge, decimal total, in PriceContext context) =>
        total < 0m && charge.Negative == NegativeQuantity.Zero ? null : charge.Refusal(Math.Abs(total), Fresh(context));

    private static PriceContext Fresh(in PriceContext context) => context with { Before = 0m, EventsBefore = 0, GrossBefore = null };

    private static decimal Total(AdjustedCharge charge, decimal total, in PriceContext context, Working? working)
    {
        if (total < 0m && charge.Negative == NegativeQuantity.Zero) return 0m;

        if (total >= 0m) return charge.Compute(total, Fresh(context), working);

        var mirrored = working is null ? null : new Working();
        var price = charge.Compute(-total, Fresh(context), mirrored);
        foreach (var step in mirrored?.Steps ?? []) working!.Add(step.Reason, -step.Quantity, step.UnitPrice, -step.Total);
        return -price;
    }
}
