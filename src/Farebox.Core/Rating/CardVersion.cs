using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>One immutable version of a price list. A change of price is a new version, never an edit.</summary>
/// <remarks>
/// For a class, the row that names most dimensions wins; among as many, the one with more exact values rather than lists, then the one that
/// is exact on the earlier of the shape's dimensions. Two rows that would fit the same values equally well are refused, so the winner is
/// always one. A class without a row of its own may be derived from another's, and multipliers apply to whatever price was found.
/// </remarks>
public sealed class CardVersion
{
    public const int RowsMax = 10_000;

    private readonly ImmutableArray<CardRow> _rows;
    private readonly CardIndex _index;
    private readonly PriceSetCache _cache;

    /// <param name="number">1 or more.</param>
    /// <param name="effectiveFrom">Use that happened at this instant or later is priced by it, until the next version's.</param>
    /// <param name="derived">Prices of classes as factors on other classes'; none when left out.</param>
    /// <param name="multipliers">Factors on prices; none when left out.</param>
    /// <exception cref="ArgumentException">A term is outside its bounds, or two name the same price.</exception>
    public CardVersion(
        int number,
        DateTimeOffset effectiveFrom,
        Asset asset,
        ImmutableArray<CardRow> rows,
        ImmutableArray<DerivedClass> derived = default,
        ImmutableArray<CardMultiplier> multipliers = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentNullException.ThrowIfNull(asset);
        if (rows.IsDefaultOrEmpty) throw new ArgumentException("A card version has at least one row.", nameof(rows));

        (Derived, Multipliers) = (derived.IsDefault ? [] : derived, multipliers.IsDefault ? [] : multipliers);
        if (rows.Length + Derived.Length + Multipliers.Length > RowsMax) throw new ArgumentException($"A card version has at most {RowsMax} rows.", nameof(rows));

        (Number, EffectiveFrom, Asset, _rows) = (number, effectiveFrom, asset, rows);
        _index = new(rows, Derived, Multipliers);
        _cache = new(rows.Length);
    }

    public int Number { get; }

    public DateTimeOffset EffectiveFrom { get; }

    /// <summary>What the prices are in.</summary>
    public Asset Asset { get; }

    public ImmutableArray<CardRow> Rows => _rows;

    public ImmutableArray<DerivedClass> Derived { get; }

    public ImmutableArray<CardMultiplier> Multipliers { get; }

    /// <param name="dimensionValues">One per dimension of the shape, in its order; <c>""</c> where the event has none.</param>
    /// <returns>Null when the card prices no class of the shape for these values.</returns>
    public PriceSet? Find(PriceShape shape, ReadOnlySpan<string> dimensionValues)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (dimensionValues.Length != shape.Dimensions.Length)
            throw new ArgumentException($"The meter '{shape}' has {shape.Dimensions.Length} dimensions.", nameof(dimensionValues));

        if (_cache.TryGet(shape, dimensionValues, out var known)) return known;

        return FindAnew(shape, dimensionValues.ToArray());
    }

    /// <summary>What in this version can never apply to the shape, in sentences: terms for a class or a dimension it does not have.</summary>
    public IEnumerable<string> Misfits(PriceShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        foreach (var (classes, where) in TermsFor(shape.Meter))
        {
            foreach (var @class in classes.Where(@class => !shape.Classes.Contains(@class)))
                yield return $"The meter '{shape}' has no class '{@class}'.";
            foreach (var name in where.Values.Keys.Where(name => !shape.Dimensions.Contains(name)))
                yield return $"The meter '{shape}' has no dimension '{name}'.";
        }
    }

    /// <summary>Whether the other version has the same number, date, asset and terms in any order.</summary>
    public bool HasSameTerms(CardVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Number == other.Number
            && EffectiveFrom == other.EffectiveFrom
            && Asset == other.Asset
            && IsSameSet(_rows, other._rows)
            && IsSameSet(Derived, other.Derived)
            && IsSameSet(Multipliers, other.Multipliers);
    }

    // No two of a kind are equal, since they would name the same price.
    private static bool IsSameSet<T>(ImmutableArray<T> left, ImmutableArray<T> right) => left.Length == right.Length && right.ToHashSet().SetEquals(left);

    private IEnumerable<(IEnumerable<string> Classes, DimensionMatch Where)> TermsFor(string meter) =>
        _rows.Where(row => row.Meter == meter).Select(row => (row.Charge.RequestClasses.Prepend(row.Class), row.Where))
            .Concat(Derived.Where(item => item.Meter == meter).Select(item => ((IEnumerable<string>)[item.Class, item.From], item.Where)))
            .Concat(Multipliers.Where(item => item.Meter == meter).Select(item => ((IEnumerable<string>)item.Classes, item.Where)));

    // Apart from Find, which would otherwise allocate this method's closure even for what the cache knows.
    private PriceSet? FindAnew(PriceShape shape, string[] values)
    {
        ImmutableArray<PricedRow?> prices = [.. shape.Classes.Select(@class => _index.Find(shape, @class, values))];
        var found = prices.All(price => price is null) ? null : new PriceSet(this, shape, prices);
        _cache.Set(shape, values, found);
        return found;
    }
}
