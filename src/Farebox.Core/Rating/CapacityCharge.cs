using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>The first size that holds the level of every unit is charged, once for the period.</summary>
/// <remarks>Several units come as <see cref="PriceContext.Units"/>; where the sizes name one unit only, the quantity is its level.</remarks>
public sealed record CapacityCharge : ChargeModel
{
    private readonly string? _unit;

    /// <param name="tiers">In the order they are tried.</param>
    /// <param name="atZero">Whether the first is charged although nothing was used.</param>
    /// <param name="beyondLast">What a level costs that no size holds.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public CapacityCharge(ImmutableArray<CapacityTier> tiers, bool atZero = false, BeyondLast beyondLast = BeyondLast.Refuse)
    {
        if (tiers.IsDefaultOrEmpty) throw new ArgumentException("There is at least one size.", nameof(tiers));

        (Tiers, AtZero, BeyondLast) = (tiers, atZero, beyondLast);
        var units = tiers.SelectMany(tier => tier.Limits.Keys).Distinct(StringComparer.Ordinal).ToArray();
        _unit = units.Length == 1 ? units[0] : null;
        LevelUnits = units.Length == 1 ? [] : [.. units.Order(StringComparer.Ordinal)];
    }

    public ImmutableArray<CapacityTier> Tiers { get; }

    public bool AtZero { get; }

    public BeyondLast BeyondLast { get; }

    public override ImmutableArray<string> LevelUnits { get; }

    public override string? Arrears => "The size is chosen by the levels of the whole period.";

    internal override string? Refusal(decimal quantity, in PriceContext context)
    {
        if (base.Refusal(quantity, context) is { } reason) return reason;
        if (context.Units is null && _unit is null) return "The sizes name several units, and one quantity was given.";
        return BeyondLast == BeyondLast.Refuse && Chosen(context.Before + quantity, context) is null ? "No size holds this much." : null;
    }

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var price = Total(context.Before + quantity, context);
        working?.Add("size", quantity, 0m, price);
        if (context.Before == 0m) return price;

        var before = Total(context.Before, context);
        working?.Add("priced before", context.Before, 0m, -before);
        return Exact.Subtract(price, before);
    }

    public bool Equals(CapacityCharge? other) =>
        other is not null && AtZero == other.AtZero && BeyondLast == other.BeyondLast && Tiers.SequenceEqual(other.Tiers);

    public override int GetHashCode() => HashCode.Combine(Tiers.Length, Tiers[0], AtZero, BeyondLast);

    private decimal Total(decimal level, in PriceContext context)
    {
        var isUsed = context.Units is { } units ? units.Values.Any(value => value != 0m) : level != 0m;
        if (!isUsed && !AtZero) return 0m;
        return (Chosen(level, context) ?? (BeyondLast == BeyondLast.LastPrice ? Tiers[^1] : null))?.Amount ?? 0m;
    }

    private CapacityTier? Chosen(decimal level, in PriceContext context)
    {
        foreach (var tier in Tiers)
        {
            var holds = context.Units is { } units ? units.All(unit => tier.Holds(unit.Key, unit.Value)) : tier.Holds(_unit!, level);
            if (holds) return tier;
        }

        return null;
    }
}
