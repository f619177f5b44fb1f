using System.Collections.Immutable;
using Farebox.Rating;

namespace Farebox.Files.Conformance;

/// <summary>A row of a case's card by the name that expectations have for it.</summary>
internal sealed record NamedRow(string Name, ChargeModel Charge, ImmutableArray<string> GroupBy)
{
    /// <summary>Whether a price found on the card is this row's, multiplied or not.</summary>
    public bool Is(ChargeModel? found) => ReferenceEquals(Charge, found) || (found is MultipliedCharge multiplied && Is(multiplied.Model));
}
