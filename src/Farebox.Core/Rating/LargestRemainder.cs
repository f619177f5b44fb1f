using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>Splits an amount in proportion to weights so that the shares, rounded, sum to the amount exactly.</summary>
public static class LargestRemainder
{
    /// <summary>
    /// Each share is cut to its places; what is missing goes, a smallest unit each, to those that lost most. A negative amount is split
    /// as its mirror image.
    /// </summary>
    /// <param name="amount">With at most <paramref name="places"/> decimal places.</param>
    /// <param name="weights">Zero or more each, together above zero.</param>
    /// <param name="places">Decimal places of a share, 0 to 12.</param>
    /// <param name="ties">Who goes first of two that lost the same.</param>
    /// <param name="keys">One per weight; needed where keys decide.</param>
    /// <exception cref="ArgumentException">A weight is negative, or all are zero, or keys are missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is finer than a share may be.</exception>
    public static ImmutableArray<decimal> Split(
        decimal amount, ImmutableArray<decimal> weights, int places, RemainderTies ties = RemainderTies.InputOrder, ImmutableArray<string> keys = default)
    {
        if (weights.IsDefaultOrEmpty || weights.Any(weight => weight < 0m) || weights.All(weight => weight == 0m))
            throw new ArgumentException("Weights are zero or more, and not all zero.", nameof(weights));
        if (Quotient.Round(amount, places, RoundingRule.Down) != amount) throw new ArgumentOutOfRangeException(nameof(amount), amount, $"It has at most {places} decimal places.");
        if (ties == RemainderTies.Key && (keys.IsDefault || keys.Length != weights.Length)) throw new ArgumentException("There is a key for each weight.", nameof(keys));
        if (amount < 0m) return [.. Split(-amount, weights, places, ties, keys).Select(share => -share)];

        var total = weights.Aggregate(0m, Exact.Add);
        var shares = weights.Select(weight => Quotient.Round(Exact.Multiply(amount, weight), total, places, RoundingRule.Down)).ToArray();
        var unit = new decimal(1, 0, 0, false, (byte)places);
        var missing = (int)(Exact.Subtract(amount, shares.Aggregate(0m, Exact.Add)) / unit);

        // The loss times the total is compared, because that is exact.
        var order = Enumerable.Range(0, shares.Length)
            .OrderByDescending(i => Exact.Subtract(Exact.Multiply(amount, weights[i]), Exact.Multiply(shares[i], total)));
        order = ties == RemainderTies.Key ? order.ThenBy(i => keys[i], StringComparer.Ordinal) : order.ThenBy(i => i);
        foreach (var i in order.Take(missing)) shares[i] += unit;
        return [.. shares];
    }
}
