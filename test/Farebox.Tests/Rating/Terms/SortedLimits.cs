using System.Collections.Immutable;

namespace Farebox.Tests.Rating.Terms;

internal static class SortedLimits
{
    public static ImmutableSortedDictionary<string, decimal?> ToSorted(this Dictionary<string, decimal?> limits) =>
        limits.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
