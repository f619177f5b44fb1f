using System.Collections.Immutable;
using System.Numerics;

namespace Farebox.Money;

/// <summary>Shares an amount out by weights, so that the shares, each with so many decimal places, sum to the amount.</summary>
/// <remarks>Every share is its exact part cut towards zero; the rules differ in who gets the smallest units that are left.</remarks>
public static class Shares
{
    /// <summary>They go one by one to those that lost most by cutting. Among those that lost as much, to the earlier share, or to the one with the smaller key.</summary>
    /// <param name="amount">Has no more decimal places than <paramref name="places"/>.</param>
    /// <param name="weights">Zero or more, and not all zero.</param>
    /// <param name="places">Decimal places of the shares, 0 to 12.</param>
    /// <param name="keys">One for each weight: the smaller in ordinal order comes first. Null: the earlier share does.</param>
    /// <returns>A share for each weight, in their order.</returns>
    /// <exception cref="ArgumentException">A term is outside these bounds.</exception>
    public static ImmutableArray<decimal> ByLargestRemainder(decimal amount, IReadOnlyList<decimal> weights, int places, IReadOnlyList<string>? keys = null)
    {
        Check(amount, weights, places);
        if (keys is not null && keys.Count != weights.Count) throw new ArgumentException("There is a key for each weight.", nameof(keys));

        var (shares, lost, left) = Cut(amount, weights, places);
        var order = Enumerable.Range(0, shares.Length).OrderByDescending(i => lost[i]);
        if (keys is not null) order = order.ThenBy(i => keys[i], StringComparer.Ordinal);
        foreach (var i in order.Take(left)) shares[i]++;
        return Placed(amount, shares, places);
    }

    /// <summary>The last share takes all of them (Stripe's discounts).</summary>
    /// <inheritdoc cref="ByLargestRemainder"/>
    public static ImmutableArray<decimal> LastTakesRest(decimal amount, IReadOnlyList<decimal> weights, int places)
    {
        Check(amount, weights, places);

        var (shares, _, left) = Cut(amount, weights, places);
        shares[^1] += left;
        return Placed(amount, shares, places);
    }

    private static void Check(decimal amount, IReadOnlyList<decimal> weights, int places)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, 12);
        if (weights.Any(weight => weight < 0m) || weights.All(weight => weight == 0m)) throw new ArgumentException("Weights are zero or more, and not all zero.", nameof(weights));
        if (decimal.Round(amount, places, MidpointRounding.ToZero) != amount) throw new ArgumentException($"The amount has at most {places} decimal places.", nameof(amount));
    }

    // In smallest units: what each share has, what it lost by cutting, and how many are left, which are fewer than there are shares that lost.
    private static (BigInteger[] Shares, BigInteger[] Lost, int Left) Cut(decimal amount, IReadOnlyList<decimal> weights, int places)
    {
        var units = (BigInteger)decimal.Abs(amount * PowerOfTen.Long(places));
        var whole = Scaled(weights);
        var sum = whole.Aggregate(BigInteger.Zero, BigInteger.Add);
        var cut = whole.Select(weight => (Share: BigInteger.DivRem(units * weight, sum, out var lost), Lost: lost)).ToArray();
        return ([.. cut.Select(part => part.Share)], [.. cut.Select(part => part.Lost)], (int)(units - cut.Aggregate(BigInteger.Zero, (total, part) => total + part.Share)));
    }

    private static ImmutableArray<decimal> Placed(decimal amount, BigInteger[] shares, int places) =>
        [.. shares.Select(share => Math.Sign(amount) * (decimal)share / PowerOfTen.Long(places))];

    // The weights as whole numbers in the same proportion.
    private static BigInteger[] Scaled(IReadOnlyList<decimal> weights)
    {
        var scale = weights.Max(weight => weight.Scale);
        return [.. weights.Select(weight => Exact.Mantissa(weight) * BigInteger.Pow(10, scale - weight.Scale))];
    }
}
