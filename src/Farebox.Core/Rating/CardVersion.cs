using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>One immutable version of a price list. A change of price is a new version, never an edit.</summary>
/// <remarks>
/// For a class, the row with the most exact dimensions wins; among as many, the one that is exact on the earlier of the
/// shape's dimensions. Two rows for the same meter, class and exact dimensions are refused, so the winner is always one.
/// </remarks>
public sealed class CardVersion
{
    public const int RowsMax = 10_000;

    private readonly ImmutableArray<CardRow> _rows;
    private readonly Dictionary<(string Meter, string Class), CardRow[]> _index;
    private readonly PriceSetCache _cache = new();

    /// <param name="number">1 or more.</param>
    /// <param name="effectiveFrom">Use that happened at this instant or later is priced by it, until the next version's.</param>
    /// <exception cref="ArgumentException">A term is outside its bounds, or two rows name the same price.</exception>
    public CardVersion(int number, DateTimeOffset effectiveFrom, Asset asset, ImmutableArray<CardRow> rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentNullException.ThrowIfNull(asset);
        if (rows.IsDefaultOrEmpty) throw new ArgumentException("A card version has at least one row.", nameof(rows));
        if (rows.Length > RowsMax) throw new ArgumentException($"A card version has at most {RowsMax} rows.", nameof(rows));

        (Number, EffectiveFrom, Asset, _rows) = (number, effectiveFrom, asset, rows);
        _index = rows.GroupBy(row => (row.Meter, row.Class)).ToDictionary(group => group.Key, group => group.ToArray());
        RefuseRepeatedRows();
    }

    public int Number { get; }

    public DateTimeOffset EffectiveFrom { get; }

    /// <summary>What the prices are in.</summary>
    public Asset Asset { get; }

    public ImmutableArray<CardRow> Rows => _rows;

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

    /// <summary>What in this version can never apply to the shape, in sentences: rows for a class or a dimension it does not have.</summary>
    public IEnumerable<string> Misfits(PriceShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        foreach (var row in _rows.Where(row => row.Meter == shape.Meter))
        {
            if (!shape.Classes.Contains(row.Class))
                yield return $"The meter '{shape}' has no class '{row.Class}'.";
            foreach (var name in row.Dimensions.Keys.Where(name => !shape.Dimensions.Contains(name)))
                yield return $"The meter '{shape}' has no dimension '{name}'.";
        }
    }

    /// <summary>Whether the other version has the same number, date, asset and rows in any order.</summary>
    public bool HasSameTerms(CardVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Number == other.Number
            && EffectiveFrom == other.EffectiveFrom
            && Asset == other.Asset
            && _rows.Length == other._rows.Length
            && _rows.All(row => other._index.TryGetValue((row.Meter, row.Class), out var rows) && rows.Contains(row));
    }

    // Apart from Find, which would otherwise allocate this method's closure even for what the cache knows.
    private PriceSet? FindAnew(PriceShape shape, string[] values)
    {
        ImmutableArray<ChargeModel?> charges = [.. shape.Classes.Select(@class => Winner(shape, @class, values)?.Charge)];
        var found = charges.All(charge => charge is null) ? null : new PriceSet(this, charges);
        _cache.Set(shape, values, found);
        return found;
    }

    private CardRow? Winner(PriceShape shape, string @class, string[] values)
    {
        if (!_index.TryGetValue((shape.Meter, @class), out var rows)) return null;

        CardRow? winner = null;
        var best = -1;
        foreach (var row in rows)
        {
            var rank = Rank(row, shape.Dimensions, values);
            if (rank > best) (winner, best) = (row, rank);
        }

        return winner;
    }

    // The count of exact dimensions, then a bit for each, the earliest the highest; -1 where the row does not apply.
    private static int Rank(CardRow row, ImmutableArray<string> dimensions, string[] values)
    {
        var exact = 0;
        var bits = 0;
        for (var i = 0; i < dimensions.Length; i++)
        {
            bits <<= 1;
            if (!row.Dimensions.TryGetValue(dimensions[i], out var value)) continue;
            if (value != values[i]) return -1;

            exact++;
            bits |= 1;
        }

        return exact == row.Dimensions.Count ? (exact << dimensions.Length) | bits : -1;
    }

    private void RefuseRepeatedRows()
    {
        foreach (var ((meter, @class), rows) in _index)
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                var key = string.Concat(row.Dimensions.Select(dimension => $"{dimension.Key.Length}:{dimension.Key}={dimension.Value.Length}:{dimension.Value};"));
                if (!keys.Add(key)) throw new ArgumentException($"Two rows price class '{@class}' of meter '{meter}' for the same dimensions.");
            }
        }
    }
}
