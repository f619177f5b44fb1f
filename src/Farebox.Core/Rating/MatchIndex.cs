using System.Collections.Immutable;
using System.Text;

namespace Farebox.Rating;

/// <summary>Finds, among things for some dimension values, the most specific that fits. Looking up costs as much as there are sets of named dimensions.</summary>
/// <typeparam name="T">What is found.</typeparam>
internal sealed class MatchIndex<T>
    where T : class
{
    private readonly List<Pattern> _patterns = [];

    /// <summary>False where something is there already that would fit the same values just as well.</summary>
    public bool TryAdd(DimensionMatch where, T item)
    {
        var names = where.Values.Keys.ToImmutableArray();
        var pattern = _patterns.Find(candidate => candidate.Names.SequenceEqual(names));
        if (pattern is null) _patterns.Add(pattern = new(names, new(StringComparer.Ordinal)));

        foreach (var key in Keys(where))
        {
            if (!pattern.Items.TryGetValue(key, out var there)) pattern.Items[key] = there = [];
            if (there.Exists(other => HasSameExact(other.Where, where))) return false;
            there.Add((where, item));
        }

        return true;
    }

    /// <summary>Null where nothing fits.</summary>
    public T? Find(ImmutableArray<string> dimensions, ReadOnlySpan<string> values)
    {
        T? found = null;
        var best = -1L;
        foreach (var pattern in _patterns)
        {
            if (KeyOf(pattern.Names, dimensions, values) is not { } key || !pattern.Items.TryGetValue(key, out var candidates)) continue;
            foreach (var (where, item) in candidates)
            {
                var rank = where.Rank(dimensions, values);
                if (rank > best) (found, best) = (item, rank);
            }
        }

        return found;
    }

    private static bool HasSameExact(DimensionMatch left, DimensionMatch right) =>
        left.Values.Zip(right.Values).All(pair => pair.First.Value.Length == 1 == (pair.Second.Value.Length == 1));

    // Null where the shape does not have all of the dimensions.
    private static string? KeyOf(ImmutableArray<string> names, ImmutableArray<string> dimensions, ReadOnlySpan<string> values)
    {
        if (names.Length == 1) return dimensions.IndexOf(names[0]) is var only and >= 0 ? Part(values[only]) : null;

        var key = new StringBuilder();
        foreach (var name in names)
        {
            var index = dimensions.IndexOf(name);
            if (index < 0) return null;
            key.Append(Part(values[index]));
        }

        return key.ToString();
    }

    // With its length, so that no two tuples run together to the same text.
    private static string Part(string value) => $"{value.Length}:{value}";

    private static IEnumerable<string> Keys(DimensionMatch where) =>
        where.Values.Values.Aggregate<ImmutableArray<string>, IEnumerable<string>>([""], (keys, list) => keys.SelectMany(key => list.Select(value => key + Part(value))));

    private sealed record Pattern(ImmutableArray<string> Names, Dictionary<string, List<(DimensionMatch Where, T Item)>> Items);
}
