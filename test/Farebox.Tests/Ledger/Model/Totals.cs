using System.Numerics;

namespace Farebox.Tests.Ledger.Model;

/// <summary>Sums that cannot overflow.</summary>
internal static class Totals
{
    public static BigInteger Total<T>(this IEnumerable<T> items, Func<T, BigInteger> units) =>
        items.Aggregate(BigInteger.Zero, (sum, item) => sum + units(item));
}
