using Farebox.Money;

namespace Farebox.Rating;

/// <summary>How a model asks the one inside it about the part of the quantity that reaches it.</summary>
internal static class Inner
{
    /// <summary>A model that may stand inside another one.</summary>
    /// <exception cref="ArgumentException">It rounds each event, which the outer one cannot count.</exception>
    public static ChargeModel Checked(ChargeModel inner, string name)
    {
        ArgumentNullException.ThrowIfNull(inner, name);
        return inner is AdjustedCharge { Billed.Scope: BilledScope.Event }
            ? throw new ArgumentException("Each event is rounded by the outermost charge only.", name)
            : inner;
    }

    /// <param name="from">How much reached the inner model before.</param>
    /// <param name="to">How much has reached it now.</param>
    /// <param name="context">Of the outer model.</param>
    public static decimal Price(ChargeModel inner, decimal from, decimal to, PriceContext context, Working? working)
    {
        // An event that stays wholly outside never happened for a model that prices events.
        if (inner.IsPerEvent && from == to && context.Before > 0m) return 0m;
        if (inner.IsPerEvent && to == 0m) return 0m;

        var inside = context with { Before = from };
        var price = inner.Compute(Exact.Subtract(to, from), inside, working);
        if (context.Before == 0m || from != 0m) return price;

        // Something was priced before, though nothing of it came this far: a fee for nothing is not due twice.
        var already = inner.Compute(0m, inside, null);
        if (already == 0m) return price;

        working?.Add("priced before", 0m, 0m, -already);
        return Exact.Subtract(price, already);
    }

    /// <inheritdoc cref="ChargeModel.Refuses"/>
    public static string? Refuses(ChargeModel inner, decimal from, decimal to, PriceContext context) =>
        inner.Refusal(Exact.Subtract(to, from), context with { Before = from });
}
