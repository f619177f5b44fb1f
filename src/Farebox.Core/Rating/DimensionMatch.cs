using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>The dimensions something is for: each one value, any of a list, or any at all (<c>*</c>, the same as absent).</summary>
/// <remarks>Equal by content; the order of a list does not matter.</remarks>
public sealed class DimensionMatch : IEquatable<DimensionMatch>
{
    public const string Any = "*";
    public const int CombinationsMax = 10_000;

    /// <exception cref="ArgumentException">A dimension has no name or no value, or there are too many combinations of listed values.</exception>
    public DimensionMatch(IEnumerable<KeyValuePair<string, ImmutableArray<string>>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var given = values.ToArray();
        if (Array.Exists(given, dimension => string.IsNullOrEmpty(dimension.Key) || dimension.Value.IsDefaultOrEmpty || dimension.Value.Contains(null!)))
            throw new ArgumentException("A dimension has a name and a value.", nameof(values));

        Values = given
            .Where(dimension => !dimension.Value.Contains(Any))
            .ToImmutableSortedDictionary(dimension => dimension.Key, Ordered, StringComparer.Ordinal);
        if (Values.Values.Aggregate(1L, (count, list) => Math.Min(count * list.Length, CombinationsMax + 1L)) > CombinationsMax)
            throw new ArgumentException($"Listed values make at most {CombinationsMax} combinations.", nameof(values));
    }

    /// <summary>What fits everything.</summary>
    public static DimensionMatch Everything { get; } = new([]);

    /// <summary>By name, ordered; each at least one value, ordered. What takes any value is not among them.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Values { get; }

    /// <summary>As one text: <c>model=large|small&amp;region=eu</c>. Empty where it fits everything; no two that differ have the same.</summary>
    public override string ToString() => string.Join('&', Values.Select(dimension => $"{Escaped(dimension.Key)}={string.Join('|', dimension.Value.Select(Escaped))}"));

    /// <summary>Each dimension one value, or <c>*</c>.</summary>
    public static DimensionMatch Of(IEnumerable<KeyValuePair<string, string>> values) =>
        new(values.Select(dimension => KeyValuePair.Create(dimension.Key, ImmutableArray.Create(dimension.Value))));

    public bool Equals(DimensionMatch? other) =>
        other is not null && Values.Count == other.Values.Count
        && Values.Zip(other.Values).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.SequenceEqual(pair.Second.Value));

    public override bool Equals(object? obj) => Equals(obj as DimensionMatch);

    public override int GetHashCode() => Values.Aggregate(Values.Count, (hash, dimension) => HashCode.Combine(hash, dimension.Key, dimension.Value[0]));

    /// <summary>
    /// How well it fits: the count of its dimensions, then of those with one exact value, then a bit for each that is exact, the earliest
    /// of the shape's the highest, then one for each that is named; -1 where it does not fit.
    /// </summary>
    internal long Rank(ImmutableArray<string> dimensions, ReadOnlySpan<string> values)
    {
        var (named, exact, exactBits, namedBits) = (0, 0, 0L, 0L);
        for (var i = 0; i < dimensions.Length; i++)
        {
            (exactBits, namedBits) = (exactBits << 1, namedBits << 1);
            if (!Values.TryGetValue(dimensions[i], out var list)) continue;
            if (!list.Contains(values[i])) return -1;

            (named, namedBits) = (named + 1, namedBits | 1);
            if (list.Length > 1) continue;
            (exact, exactBits) = (exact + 1, exactBits | 1);
        }

        if (named != Values.Count) return -1;
        var width = dimensions.Length;
        return ((((((long)named << 5) | (uint)exact) << width) | exactBits) << width) | namedBits;
    }

    // Only what would read as another one.
    internal static string Escaped(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)
        .Replace("=", "%3D", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);

    private static ImmutableArray<string> Ordered(KeyValuePair<string, ImmutableArray<string>> dimension) =>
        [.. dimension.Value.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
