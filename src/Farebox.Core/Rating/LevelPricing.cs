using System.Globalization;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>
/// Prices changes of a level, each for its part of the period, by the tiers of the running full level: a rise is charged where it climbs, a fall
/// is given back where it leaves. A change over several tiers is split in proportion. A tier's flat fee is due in full once the level reaches it and is
/// never given back, and the whole is never below zero.
/// </summary>
public static class LevelPricing
{
    private const int SharePlaces = 12;

    /// <summary>The price of all changes of a period, in their order, from the level zero.</summary>
    /// <param name="working">Where given, collects steps that sum to the price.</param>
    public static decimal Price(TierTable table, IEnumerable<LevelChange> changes, Working? working)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(changes);

        var (price, level, highest) = (0m, 0m, 0m);
        foreach (var change in changes)
        {
            var next = Exact.Add(level, change.Change);
            for (var i = 0; i < table.Tiers.Length; i++)
                price = Exact.Add(price, PriceIn(table, i, (level, next), change, working));
            (level, highest) = (next, Math.Max(highest, next));
        }

        for (var i = 0; i < table.Tiers.Length && table.IsEntered(i, highest); i++)
        {
            var flat = table.Tiers[i].Flat;
            if (flat != 0m) working?.Add($"{Name(i)} flat fee", 1m, 0m, flat);
            price = Exact.Add(price, flat);
        }

        if (price >= 0m) return price;

        working?.Add("not below zero", 0m, 0m, -price);
        return 0m;
    }

    /// <summary>By volume: the full level decides the tier and its flat fee, the billed part is charged at its price.</summary>
    /// <param name="level">The full level, zero or more.</param>
    /// <param name="billed">The part of it that is billed, zero or more.</param>
    public static decimal PriceVolume(TierTable table, decimal level, decimal billed, Working? working)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (level == 0m && !table.FlatAtZero) return 0m;

        var index = table.Landing(level);
        var tier = table.Tiers[index];
        var units = Exact.Multiply(tier.UnitPrice, billed);
        working?.Add($"{Name(index)}, all units", billed, tier.UnitPrice, units);
        if (tier.Flat != 0m) working?.Add($"{Name(index)} flat fee", 1m, 0m, tier.Flat);
        return Exact.Add(units, tier.Flat);
    }

    private static decimal PriceIn(TierTable table, int index, (decimal From, decimal To) level, LevelChange change, Working? working)
    {
        var units = Exact.Subtract(UpTo(table, index, level.To), UpTo(table, index, level.From));
        if (units == 0m) return 0m;

        var billed = Quotient.Round(Exact.Multiply(change.Billed, units), change.Change, SharePlaces, RoundingRule.HalfAwayFromZero);
        var unitPrice = table.Tiers[index].UnitPrice;
        var part = Exact.Multiply(unitPrice, billed);
        working?.Add(Name(index), billed, unitPrice, part);
        return part;
    }

    // How much of a level lies in the tier; below zero it all lies in the first.
    private static decimal UpTo(TierTable table, int index, decimal level) => level < 0m ? (index == 0 ? level : 0m) : table.Units(index, level);

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"tier {index + 1}");
}
