using System.Collections.Immutable;
using Farebox.Time;

namespace Farebox.Rating;

/// <summary>One price: for a class of a meter, where the dimensions have these values.</summary>
/// <remarks>A dimension that is absent or <c>*</c> takes any value. Equal by content; <c>*</c> equals absent.</remarks>
public sealed record CardRow
{
    public const string Any = DimensionMatch.Any;

    /// <exception cref="ArgumentException">The meter or the class is empty, or a dimension has no name.</exception>
    public CardRow(string meter, string @class, ImmutableSortedDictionary<string, string> dimensions, ChargeModel charge)
        : this(meter, @class, DimensionMatch.Of(dimensions ?? throw new ArgumentNullException(nameof(dimensions))), charge)
    {
    }

    /// <exception cref="ArgumentException">The meter or the class is empty.</exception>
    public CardRow(string meter, string @class, DimensionMatch where, ChargeModel charge)
    {
        ArgumentException.ThrowIfNullOrEmpty(meter);
        ArgumentException.ThrowIfNullOrEmpty(@class);
        ArgumentNullException.ThrowIfNull(where);
        ArgumentNullException.ThrowIfNull(charge);

        (Meter, Class, Where, Charge) = (meter, @class, where, charge);
        Key = where.ToString();
        Dimensions = where.Values
            .Where(dimension => dimension.Value.Length == 1)
            .ToImmutableSortedDictionary(dimension => dimension.Key, dimension => dimension.Value[0], StringComparer.Ordinal);
    }

    public string Meter { get; }

    public string Class { get; }

    /// <summary>All dimensions it names.</summary>
    public DimensionMatch Where { get; }

    /// <summary>The dimensions with one exact value only, ordered by name.</summary>
    public ImmutableSortedDictionary<string, string> Dimensions { get; }

    public ChargeModel Charge { get; }

    /// <summary>How long a running count of this price goes on before it starts anew.</summary>
    public CounterReset Resets { get; init; }

    /// <summary>How what is debited by it is rounded.</summary>
    public DebitRounding DebitRounding { get; init; }

    /// <summary>The dimensions as one text: <c>model=large|small&amp;region=eu</c>. Empty where there are none; no two rows of a class have the same.</summary>
    public string Key { get; }

    public bool Equals(CardRow? other) =>
        other is not null && Meter == other.Meter && Class == other.Class && Where.Equals(other.Where) && Resets == other.Resets
        && DebitRounding == other.DebitRounding && Charge.Equals(other.Charge);

    public override int GetHashCode() => HashCode.Combine(Meter, Class, Where, Charge);
}
