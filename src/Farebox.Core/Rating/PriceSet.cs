using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>The charge models that price the classes of one shape for one tuple of dimension values.</summary>
public sealed class PriceSet
{
    // By class: the indexes of the classes whose quantities make up the request that its charge looks at; null where it does not.
    private readonly int[]?[]? _requests;

    internal PriceSet(CardVersion version, PriceShape shape, ImmutableArray<ChargeModel?> charges)
    {
        (Version, Charges) = (version, charges);
        if (charges.Any(charge => charge is { RequestClasses.IsEmpty: false }))
            _requests = [.. charges.Select(charge => charge is { RequestClasses: { IsEmpty: false } names } ? Indexes(shape, names) : null)];
    }

    public CardVersion Version { get; }

    /// <summary>By the index of the shape's class. Null where the card has no price, which is never free.</summary>
    public ImmutableArray<ChargeModel?> Charges { get; }

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
