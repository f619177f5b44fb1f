using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>A factor on the prices of a meter: batch, flex, priority, cache, region, fast.</summary>
/// <remarks>
/// Multipliers have groups. Of one group the most specific that fits applies, once; those of several groups multiply. So the price of a
/// model's own priority replaces the general one, and batch stacks with region.
/// </remarks>
public sealed record CardMultiplier
{
    /// <param name="meter">The meter whose prices it changes.</param>
    /// <param name="group">What excludes one another, for example <c>service_tier</c>; also its name in the working.</param>
    /// <param name="factor">Zero or more, within the bounds of a unit price.</param>
    /// <param name="where">Dimensions and the values it takes, as a row's.</param>
    /// <param name="classes">The classes whose prices it changes; none: all of them.</param>
    /// <exception cref="ArgumentException">A term is empty or outside its bounds.</exception>
    public CardMultiplier(string meter, string group, decimal factor, DimensionMatch where, ImmutableArray<string> classes = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(meter);
        ArgumentException.ThrowIfNullOrEmpty(group);
        ArgumentNullException.ThrowIfNull(where);
        (Meter, Group, Factor, Where) = (meter, group, UnitPrice.Checked(factor, nameof(factor)), where);
        Classes = classes.IsDefault ? [] : [.. classes.Order(StringComparer.Ordinal)];
    }

    public string Meter { get; }

    public string Group { get; }

    public decimal Factor { get; }

    public DimensionMatch Where { get; }

    /// <summary>Ordered; empty: all.</summary>
    public ImmutableArray<string> Classes { get; }

    public bool Equals(CardMultiplier? other) =>
        other is not null && Meter == other.Meter && Group == other.Group && Factor == other.Factor && Where.Equals(other.Where) && Classes.SequenceEqual(other.Classes);

    public override int GetHashCode() => HashCode.Combine(Meter, Group, Factor, Classes.Length);

    internal bool Takes(string @class) => Classes.IsEmpty || Classes.Contains(@class);
}
