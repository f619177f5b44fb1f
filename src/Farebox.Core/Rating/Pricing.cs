using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Prices one measurement: the exact prices of its classes, summed and not rounded.</summary>
public static class Pricing
{
    /// <param name="prices">Null where the card has no price for the shape.</param>
    /// <param name="quantities">By class, zero or more.</param>
    /// <param name="present">By class. What is absent, or present with quantity zero, needs no price.</param>
    /// <param name="before">By class, what its charge has priced in the period already; empty: nothing, or what the context says.</param>
    /// <exception cref="OverflowException">The exact price does not fit in a <see cref="decimal"/>.</exception>
    public static PriceResult Price(
        PriceShape shape,
        PriceSet? prices,
        ReadOnlySpan<decimal> quantities,
        ReadOnlySpan<bool> present,
        PriceContext context,
        Working? working = null,
        ReadOnlySpan<decimal> before = default)
    {
        ArgumentNullException.ThrowIfNull(shape);

        var total = 0m;
        for (var i = 0; i < shape.Classes.Length; i++)
        {
            if (!present[i]) continue;

            var @class = shape.Classes[i];
            if (prices?.Charges[i] is not { } charge)
            {
                if (quantities[i] == 0m) continue;
                return new(0m, @class);
            }

            var own = context;
            if (!before.IsEmpty) own = own with { Before = before[i] };
            if (context.Request is null && prices.Request(i, quantities, present) is { } request) own = own with { Request = request };
            if (charge.Refusal(quantities[i], own) is { } reason) return new(0m, @class) { Reason = reason };

            working?.StartComponent(@class);
            total = Exact.Add(total, charge.Compute(quantities[i], own, working));
        }

        return new(total, null);
    }
}
