using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>One price: for a class of a meter, where the dimensions have these values.</summary>
/// <remarks>A dimension that is absent or <c>*</c> takes any value. Equal by content; <c>*</c> equals absent.</remarks>
public sealed record CardRow
{
    public const string Any = "*";

    /// <exception cref="ArgumentException">The meter or the class is empty, or a dimension has no name.</exception>
    public CardRow(string meter, string @class, ImmutableSortedDictionary<string, string> dimensions, ChargeModel charge)
    {
        ArgumentException.ThrowIfNullOrEmpty(meter);
        ArgumentException.ThrowIfNullOrEmpty(@class);
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(charge);
        if (dimensions.Any(dimension => dimension.Key.Length == 0 || dimension.Value is null))
            throw new ArgumentException("A dimension has a name and a value.", nameof(dimensions));

        (Meter, Class, Charge) = (meter, @class, charge);
        Dimensions = dimensions
            .Where(dimension => dimension.Value != Any)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    public string Meter { get; }

    public string Class { get; }

    /// <summary>The exact dimensions only, ordered by name.</summary>
    public ImmutableSortedDictionary<string, string> Dimensions { get; }

    public ChargeModel Charge { get; }

    public bool Equals(CardRow? other) => other is not null && HasSameKey(other) && Charge.Equals(other.Charge);

    public override int GetHashCode() => HashCode.Combine(Meter, Class, Dimensions.Count, Charge);

    /// <summary>Whether the two rows name the same price, so that a card with both would be ambiguous.</summary>
    internal bool HasSameKey(CardRow other) =>
        Meter == other.Meter && Class == other.Class && Dimensions.SequenceEqual(other.Dimensions);
}
