using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Prices one measurement: the exact prices of its classes, summed and not rounded. Every caller's loop over classes is this one.</summary>
public static class Pricing
{
    /// <param name="prices">Null where the card has no price for the shape.</param>
    /// <param name="quantities">By class, zero or more.</param>
    /// <param name="present">By class. What is absent, or present with quantity zero, needs no price.</param>
    /// <param name="from">By class, where its running count stands; empty: nothing came before, or what the context says.</param>
    /// <param name="each">Takes, by class, its price and where its count stands then; empty: nobody asks. With meaning where all classes are priced.</param>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    public static PriceResult Price(
        PriceShape shape,
        PriceSet? prices,
        ReadOnlySpan<decimal> quantities,
        ReadOnlySpan<bool> present,
        PriceContext context,
        Working? working = null,
        ReadOnlySpan<Standing> from = default,
        Span<ClassPrice> each = default)
    {
        ArgumentNullException.ThrowIfNull(shape);

        var total = 0m;
        for (var i = 0; i < shape.Classes.Length; i++)
        {
            if (!each.IsEmpty) each[i] = default;
            if (!present[i]) continue;

            var @class = shape.Classes[i];
            if (prices?.Charges[i] is not { } charge)
            {
                if (quantities[i] == 0m) continue;
                return new(0m, @class);
            }

            var own = from.IsEmpty ? context : from[i].On(context, prices.NeedsGross[i]);
            if (context.Request is null && prices.Request(i, quantities, present) is { } request) own = own with { Request = request };
            if (charge.Refusal(quantities[i], own) is { } reason) return new(0m, @class) { Reason = reason };

            working?.StartComponent(@class);
            var price = charge.Compute(quantities[i], own, working);
            total = Exact.Add(total, price);
            if (!each.IsEmpty) each[i] = new(price, prices.IsCounted[i] ? Before(from, i).After(charge, quantities[i], own, prices.NeedsGross[i]) : default);
        }

        return new(total, null);
    }

    private static Standing Before(ReadOnlySpan<Standing> from, int index) => from.IsEmpty ? default : from[index];
}
