using System.Collections.Immutable;

namespace Farebox.Rating;

/// <summary>Tiers in ascending order, each beginning where the one before ends, so that no quantity lies between two.</summary>
/// <remarks>Equal by content. Bounds are kept explicitly: tiers written as widths become upper bounds when the table is made.</remarks>
public sealed record TierTable
{
    public const int TiersMax = 1000;

    /// <param name="tiers">In any order, except for widths, whose order decides.</param>
    /// <param name="bounds">How <see cref="Tier.UpTo"/> is written and which tier a bound is in.</param>
    /// <param name="flatAtZero">Whether the first tier's flat fee is charged although nothing was used.</param>
    /// <exception cref="ArgumentException">There is none or too many, two end at the same bound or never, or a term is outside its bounds.</exception>
    public TierTable(
        ImmutableArray<Tier> tiers,
        TierBounds bounds = TierBounds.UpperInclusive,
        bool flatAtZero = false,
        BeyondLast beyondLast = BeyondLast.Refuse)
    {
        if (tiers.IsDefaultOrEmpty) throw new ArgumentException("There is at least one tier.", nameof(tiers));
        if (tiers.Length > TiersMax) throw new ArgumentException($"There are at most {TiersMax} tiers.", nameof(tiers));
        foreach (var tier in tiers) tier.Check();

        Tiers = bounds == TierBounds.Width ? FromWidths(tiers) : [.. tiers.OrderBy(tier => tier.UpTo ?? decimal.MaxValue)];
        (FlatAtZero, BeyondLast) = (flatAtZero, beyondLast);
        Bounds = bounds == TierBounds.Width ? TierBounds.UpperInclusive : bounds;
        RefuseRepeatedBounds();
    }

    /// <summary>Ascending.</summary>
    public ImmutableArray<Tier> Tiers { get; }

    /// <summary>Upper or lower inclusive.</summary>
    public TierBounds Bounds { get; }

    public bool FlatAtZero { get; }

    public BeyondLast BeyondLast { get; }

    /// <summary>Where the tier begins: the bound of the one before, or zero.</summary>
    public decimal Lower(int index) => index == 0 ? 0m : Tiers[index - 1].UpTo!.Value;

    public bool Equals(TierTable? other) =>
        other is not null && Bounds == other.Bounds && FlatAtZero == other.FlatAtZero && BeyondLast == other.BeyondLast && Tiers.SequenceEqual(other.Tiers);

    public override int GetHashCode() => HashCode.Combine(Tiers.Length, Tiers[0], Bounds, FlatAtZero, BeyondLast);

    /// <summary>The tier that a total quantity lies in: the last one entered.</summary>
    internal int Landing(decimal total)
    {
        var last = Tiers.Length - 1;
        for (var i = 0; i < last; i++)
        {
            var bound = Tiers[i].UpTo!.Value;
            if (total < bound || (total == bound && Bounds == TierBounds.UpperInclusive)) return i;
        }

        return last;
    }

    /// <summary>Whether a running total has reached into the tier.</summary>
    internal bool IsEntered(int index, decimal total)
    {
        if (index == 0) return total > 0m || FlatAtZero;
        return total > Lower(index) || (total == Lower(index) && Bounds == TierBounds.LowerInclusive);
    }

    /// <summary>How much of a running total lies in the tier.</summary>
    internal decimal Units(int index, decimal total)
    {
        var lower = Lower(index);
        if (total <= lower) return 0m;

        var ends = index < Tiers.Length - 1 || BeyondLast == BeyondLast.Unbilled;
        return (ends && Tiers[index].UpTo is { } bound && total > bound ? bound : total) - lower;
    }

    internal string? Refuses(decimal total) =>
        BeyondLast == BeyondLast.Refuse && Tiers[^1].UpTo is { } bound && (total > bound || (total == bound && Bounds == TierBounds.LowerInclusive))
            ? $"The last tier ends at {Money.DecimalText.Format(bound)}."
            : null;

    private static ImmutableArray<Tier> FromWidths(ImmutableArray<Tier> tiers)
    {
        var end = 0m;
        var bounded = ImmutableArray.CreateBuilder<Tier>(tiers.Length);
        foreach (var tier in tiers)
        {
            if (tier.UpTo is { } width) end = Money.Exact.Add(end, width);
            bounded.Add(tier with { UpTo = tier.UpTo is null ? null : end });
        }

        return bounded.MoveToImmutable();
    }

    private void RefuseRepeatedBounds()
    {
        for (var i = 0; i < Tiers.Length - 1; i++)
        {
            if (Tiers[i].UpTo is null) throw new ArgumentException("Only the last tier has no end.", nameof(Tiers));
            if (Tiers[i].UpTo == Tiers[i + 1].UpTo) throw new ArgumentException($"Two tiers end at {Money.DecimalText.Format(Tiers[i].UpTo!.Value)}.", nameof(Tiers));
        }
    }
}
