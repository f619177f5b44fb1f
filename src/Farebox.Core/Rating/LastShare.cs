using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Splits an amount in proportion to weights: every share is cut, and the last one takes the rest (Stripe's discounts).</summary>
public static class LastShare
{
    /// <param name="amount">With at most <paramref name="places"/> decimal places.</param>
    /// <param name="weights">Zero or more each, together above zero.</param>
    /// <param name="places">Decimal places of a share, 0 to 12.</param>
    /// <returns>A share for each weight, in their order, that sum to the amount.</returns>
    /// <exception cref="ArgumentException">A weight is negative, or all are zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is finer than a share may be.</exception>
    public static ImmutableArray<decimal> Split(decimal amount, ImmutableArray<decimal> weights, int places)
    {
        if (weights.IsDefaultOrEmpty || weights.Any(weight => weight < 0m) || weights.All(weight => weight == 0m))
            throw new ArgumentException("Weights are zero or more, and not all zero.", nameof(weights));
        if (Quotient.Round(amount, places, RoundingRule.Down) != amount) throw new ArgumentOutOfRangeException(nameof(amount), amount, $"It has at most {places} decimal places.");

        var total = weights.Aggregate(0m, Exact.Add);
        decimal[] cut = [.. weights[..^1].Select(weight => Quotient.Round(Exact.Multiply(amount, weight), total, places, RoundingRule.Down))];
        return [.. cut, Exact.Subtract(amount, cut.Aggregate(0m, Exact.Add))];
    }
}
