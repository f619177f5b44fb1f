using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Running totals below zero: nothing, or the mirror image of the same total above it.</summary>
internal static class SignedTotals
{
    public static decimal Price(AdjustedCharge charge, decimal quantity, PriceContext context, Working? working)
    {
        var after = Exact.Add(context.Before, quantity);
        var price = Total(charge, after, context, working);
        if (context.Before == 0m) return price;

        var before = Total(charge, context.Before, context, null);
        working?.Add("priced before", context.Before, 0m, -before);
        return Exact.Subtract(price, before);
    }

    private static decimal Total(AdjustedCharge charge, decimal total, PriceContext context, Working? working)
    {
        if (total < 0m && charge.Negative == NegativeQuantity.Zero) return 0m;

        var fresh = context with { Before = 0m, EventsBefore = 0, GrossBefore = null };
        if (total >= 0m) return charge.Price(total, fresh, working);

        var mirrored = working is null ? null : new Working();
        var price = charge.Price(-total, fresh, mirrored);
        foreach (var step in mirrored?.Steps ?? []) working!.Add(step.Reason, -step.Quantity, step.UnitPrice, -step.Total);
        return -price;
    }
}
