using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>A size on offer: what it holds of each unit, and what it costs.</summary>
public sealed record CapacityTier
{
    /// <param name="limits">By unit, inclusive; a unit that is absent or null has no limit.</param>
    /// <param name="amount">Within the bounds of a unit price.</param>
    public CapacityTier(ImmutableSortedDictionary<string, decimal?> limits, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (Limits, Amount) = (limits, UnitPrice.Checked(amount, nameof(amount)));
    }

    public ImmutableSortedDictionary<string, decimal?> Limits { get; }

    public decimal Amount { get; }

    public bool Equals(CapacityTier? other) => other is not null && Amount == other.Amount && Limits.SequenceEqual(other.Limits);

    public override int GetHashCode() => HashCode.Combine(Limits.Count, Amount);

    internal bool Holds(string unit, decimal level) => !Limits.TryGetValue(unit, out var limit) || limit is null || level <= limit;
}
