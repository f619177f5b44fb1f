using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>The charge models that price one meter's components for one tuple of dimension values.</summary>
public sealed class PriceSet
{
    internal PriceSet(CardVersion version, ImmutableArray<ChargeModel?> charges) => (Version, Charges) = (version, charges);

    public CardVersion Version { get; }

    /// <summary>By the index of the meter's component. Null where the card has no price, which is never free.</summary>
    public ImmutableArray<ChargeModel?> Charges { get; }
}
