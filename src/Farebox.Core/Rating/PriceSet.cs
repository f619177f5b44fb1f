using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>The charge models that price the classes of one shape for one tuple of dimension values.</summary>
public sealed class PriceSet
{
    internal PriceSet(CardVersion version, ImmutableArray<ChargeModel?> charges) => (Version, Charges) = (version, charges);

    public CardVersion Version { get; }

    /// <summary>By the index of the shape's class. Null where the card has no price, which is never free.</summary>
    public ImmutableArray<ChargeModel?> Charges { get; }
}
