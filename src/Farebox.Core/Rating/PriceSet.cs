using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Rating;

/// <summary>The charge models that price the classes of one shape for one tuple of dimension values.</summary>
public sealed class PriceSet
{
    // By class: the indexes of the classes whose quantities make up the request that its charge looks at; null where it does not.
    private readonly int[]?[]? _requests;

    internal PriceSet(CardVersion version, PriceShape shape, ImmutableArray<PricedRow?> prices)
    {
        ImmutableArray<ChargeModel?> charges = [.. prices.Select(price => price?.Charge)];
        (Version, Charges, Rows, Keys) = (version, charges, [.. prices.Select(price => price?.Row)], [.. prices.Select(price => price?.Key)]);
        IsPerUnit = charges.All(charge => charge is null || charge.UnitPriceOrNull is not null);
        IsCounted = [.. charges.Select(charge => charge is not null && Counting.Needs(charge))];
        NeedsGross = [.. charges.Select(charge => charge is not null && Counting.NeedsGross(charge))];
        Cumulative = Rows.FirstOrDefault(row => row is not null) is { DebitRounding: DebitRounding.Cumulative } first ? first.Resets : null;
        if (charges.Any(charge => charge is { RequestClasses.IsEmpty: false }))
            _requests = [.. charges.Select(charge => charge is { RequestClasses: { IsEmpty: false } names } ? Indexes(shape, names) : null)];
    }

    public CardVersion Version { get; }

    /// <summary>By the index of the shape's class. Null where the card has no price, which is never free.</summary>
    public ImmutableArray<ChargeModel?> Charges { get; }

    /// <summary>The row of each charge, which says when a running count of it starts anew.</summary>
    public ImmutableArray<CardRow?> Rows { get; }

    /// <summary>What a running count of each charge is called: its row's key, and the factors on it, which count by themselves.</summary>
    public ImmutableArray<string?> Keys { get; }

    /// <summary>Whether every unit costs the same, so that nothing needs to be known of what was used before.</summary>
    public bool IsPerUnit { get; }

    /// <summary>By the index of the shape's class: whether its price depends on what was used before.</summary>
    public ImmutableArray<bool> IsCounted { get; }

    /// <summary>By the index of the shape's class: whether what the events before came to must be kept, too.</summary>
    internal ImmutableArray<bool> NeedsGross { get; }

    /// <summary>Where debits are rounded cumulatively: over how long. Null: each by itself.</summary>
    public CounterReset? Cumulative { get; }

    /// <summary>The size of the request that the charge of a class looks at; null where it does not look at one.</summary>
    internal decimal? Request(int index, ReadOnlySpan<decimal> quantities, ReadOnlySpan<bool> present)
    {
        if (_requests?[index] is not { } counted) return null;

        var size = 0m;
        foreach (var other in counted)
        {
            if (present[other]) size += quantities[other];
        }

        return size;
    }

    private static int[] Indexes(PriceShape shape, ImmutableArray<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Select(name => shape.Classes.IndexOf(name)).Where(index => index >= 0)];
}
