using System.Globalization;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>The walk through tiers in which each unit is priced where it lies.</summary>
internal static class Graduation
{
    /// <param name="before">The running total that is priced already; zero: nothing is.</param>
    /// <param name="after">The running total now.</param>
    /// <param name="unit">What a step's unit price is of, for the working.</param>
    public static decimal Price(TierTable table, decimal before, decimal after, Working? working, string unit)
    {
        var price = 0m;
        for (var i = 0; i < table.Tiers.Length; i++)
        {
            var isEntered = table.IsEntered(i, after);
            if (!isEntered) break;

            var tier = table.Tiers[i];
            var wasEntered = before > 0m && table.IsEntered(i, before);
            var (from, to) = (table.Units(i, before), table.Units(i, after));
            if (from == to && wasEntered) continue;

            var part = tier.Amount(to);
            if (wasEntered) part = Exact.Subtract(part, tier.Amount(from));
            price = i == 0 ? part : Exact.Add(price, part);
            if (working is not null) Explain(working, i, tier, from, to, wasEntered, part, unit);
        }

        return price;
    }

    private static void Explain(Working working, int index, Tier tier, decimal from, decimal to, bool wasEntered, decimal part, string unit)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"tier {index + 1}");
        var billed = tier.Billed(to) - tier.Billed(from);
        var units = Exact.Multiply(tier.UnitPrice, billed);
        if (billed != 0m) working.Add($"{name}{unit}", billed, tier.UnitPrice, units);

        var flat = wasEntered ? 0m : tier.Flat;
        if (flat != 0m) working.Add($"{name} flat fee", 1m, 0m, flat);

        var capped = Exact.Subtract(part, Exact.Add(units, flat));
        if (capped != 0m) working.Add($"{name} maximum", 0m, 0m, capped);
    }
}
