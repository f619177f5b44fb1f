using System.Collections.Immutable;
using Farebox.Metering;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>One immutable version of a price list. A change of price is a new version, never an edit.</summary>
/// <remarks>
/// For a class, the row with the most exact dimensions wins; among as many, the one that is exact on the earlier of the
/// meter's dimensions. Two rows for the same meter, class and exact dimensions are refused, so the winner is always one.
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

    /// <param name="dimensionValues">One per dimension of the meter, in its order; <c>""</c> where the event has none.</param>
    /// <returns>Null when the card prices no component of the meter for these values.</returns>
    public PriceSet? Find(Meter meter, ReadOnlySpan<string> dimensionValues)
    {
        ArgumentNullException.ThrowIfNull(meter);
        if (dimensionValues.Length != meter.Dimensions.Length)
            throw new ArgumentException($"The meter '{meter}' has {meter.Dimensions.Length} dimensions.", nameof(dimensionValues));

        if (_cache.TryGet(meter, dimensionValues, out var known)) return known;

        return FindAnew(meter, dimensionValues.ToArray());
    }

    /// <summary>What in this version can never apply to the meter, in sentences: rows for a class or a dimension it does not have.</summary>
    public IEnumerable<string> Misfits(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        foreach (var row in _rows.Where(row => row.Meter == meter.Id))
        {
            if (meter.Components.All(component => component.Class != row.Class))
                yield return $"The meter '{meter}' has no class '{row.Class}'.";
            foreach (var name in row.Dimensions.Keys.Where(name => !meter.Dimensions.Contains(name)))
                yield return $"The meter '{meter}' has no dimension '{name}'.";
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
    private PriceSet? FindAnew(Meter meter, string[] values)
    {
        ImmutableArray<ChargeModel?> charges = [.. meter.Components.Select(component => Winner(meter, component.Class, values)?.Charge)];
        var found = charges.All(charge => charge is null) ? null : new PriceSet(this, charges);
        _cache.Set(meter, values, found);
        return found;
    }

    private CardRow? Winner(Meter meter, string @class, string[] values)
    {
        if (!_index.TryGetValue((meter.Id, @class), out var rows)) return null;

        CardRow? winner = null;
        var best = -1;
        foreach (var row in rows)
        {
            var rank = Rank(row, meter.Dimensions, values);
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

        return exact == row.Dimensions.Count ? (exact << Meter.DimensionsMax) | bits : -1;
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
