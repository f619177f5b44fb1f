using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>The rows, derived classes and multipliers of a card version, by meter and class.</summary>
internal sealed class CardIndex
{
    /// <summary>Of listed values, over all rows, derived classes and multipliers of a version.</summary>
    private const int CombinationsMax = 200_000;

    private readonly Dictionary<(string Meter, string Class), MatchIndex<CardRow>> _rows = [];
    private readonly Dictionary<(string Meter, string Class), MatchIndex<DerivedClass>> _derived = [];
    private readonly Dictionary<string, SortedDictionary<string, Dictionary<string, MatchIndex<CardMultiplier>>>> _multipliers = [];

    /// <exception cref="ArgumentException">Two of a kind name the same price, or there are too many combinations of listed values.</exception>
    public CardIndex(ImmutableArray<CardRow> rows, ImmutableArray<DerivedClass> derived, ImmutableArray<CardMultiplier> multipliers)
    {
        var matches = rows.Select(row => row.Where).Concat(derived.Select(item => item.Where)).Concat(multipliers.Select(item => item.Where));
        if (matches.Sum(Combinations) > CombinationsMax) throw new ArgumentException($"Listed values make at most {CombinationsMax} combinations in a card version.");

        foreach (var row in rows)
        {
            if (!Of(_rows, (row.Meter, row.Class)).TryAdd(row.Where, row))
                throw new ArgumentException($"Two rows price class '{row.Class}' of meter '{row.Meter}' for the same dimensions.");
        }

        foreach (var item in derived)
        {
            if (!Of(_derived, (item.Meter, item.Class)).TryAdd(item.Where, item))
                throw new ArgumentException($"Class '{item.Class}' of meter '{item.Meter}' is derived twice for the same dimensions.");
        }

        foreach (var multiplier in multipliers) Add(multiplier);
    }

    /// <summary>The price of a class with everything that changes it; null where it has none.</summary>
    public PricedRow? Find(PriceShape shape, string @class, ReadOnlySpan<string> values)
    {
        var factors = ImmutableArray.CreateBuilder<PriceFactor>();
        var row = Row(shape, @class, values);
        if (row is null && Derived(shape, @class, values) is { } derived)
        {
            row = Row(shape, derived.From, values);
            factors.Add(new($"from {derived.From}", derived.Factor, derived.Where.ToString()));
        }

        if (row is null) return null;

        AddFactors(shape, @class, values, factors);
        return new(row, factors.Count == 0 ? row.Charge : new MultipliedCharge(row.Charge, factors.ToImmutable()));
    }

    private CardRow? Row(PriceShape shape, string @class, ReadOnlySpan<string> values) =>
        _rows.TryGetValue((shape.Meter, @class), out var rows) ? rows.Find(shape.Dimensions, values) : null;

    private DerivedClass? Derived(PriceShape shape, string @class, ReadOnlySpan<string> values) =>
        _derived.TryGetValue((shape.Meter, @class), out var derived) ? derived.Find(shape.Dimensions, values) : null;

    private void AddFactors(PriceShape shape, string @class, ReadOnlySpan<string> values, ImmutableArray<PriceFactor>.Builder factors)
    {
        if (!_multipliers.TryGetValue(shape.Meter, out var groups)) return;

        foreach (var (group, byClass) in groups)
        {
            // One that names the class is more specific than one for all of them.
            var found = byClass.TryGetValue(@class, out var own) ? own.Find(shape.Dimensions, values) : null;
            found ??= byClass.TryGetValue("", out var all) ? all.Find(shape.Dimensions, values) : null;
            if (found is not null) factors.Add(new(group, found.Factor, found.Where.ToString()));
        }
    }

    private void Add(CardMultiplier multiplier)
    {
        if (!_multipliers.TryGetValue(multiplier.Meter, out var groups)) _multipliers[multiplier.Meter] = groups = new(StringComparer.Ordinal);
        if (!groups.TryGetValue(multiplier.Group, out var byClass)) groups[multiplier.Group] = byClass = new(StringComparer.Ordinal);
        foreach (var @class in multiplier.Classes.IsEmpty ? [""] : multiplier.Classes)
        {
            if (!Of(byClass, @class).TryAdd(multiplier.Where, multiplier))
                throw new ArgumentException($"Two multipliers of group '{multiplier.Group}' of meter '{multiplier.Meter}' are for the same dimensions.");
        }
    }

    private static MatchIndex<T> Of<TKey, T>(Dictionary<TKey, MatchIndex<T>> indexes, TKey key)
        where TKey : notnull
        where T : class
    {
        if (!indexes.TryGetValue(key, out var index)) indexes[key] = index = new();
        return index;
    }

    private static long Combinations(DimensionMatch where) => where.Values.Values.Aggregate(1L, (count, list) => count * list.Length);
}
