using Farebox.Rating;

namespace Farebox.Tests.Rating;

/// <summary>Tiers done unit by unit over small whole numbers, as somebody would with pencil and paper: slow, and written without the engine's code.</summary>
internal static class NaiveTiers
{
    public static decimal Graduated(TierTable table, int quantity)
    {
        var total = 0m;
        for (var index = 0; index < table.Tiers.Length; index++)
        {
            var tier = table.Tiers[index];
            var first = index == 0 ? 0m : table.Tiers[index - 1].UpTo!.Value;
            var units = 0;
            for (var unit = 1; unit <= quantity; unit++)
            {
                if (unit > first && (tier.UpTo is not { } last || unit <= last)) units++;
            }

            var isEntered = units > 0 || (index == 0 && table.FlatAtZero) || (index > 0 && table.Bounds == TierBounds.LowerInclusive && quantity >= first);
            if (!isEntered) continue;

            total += Blocks(tier, units) * tier.UnitPrice;
            total += tier.Flat;
        }

        return total;
    }

    public static decimal Volume(TierTable table, int quantity)
    {
        if (quantity == 0) return table.FlatAtZero ? table.Tiers[0].Flat : 0m;

        foreach (var tier in table.Tiers)
        {
            var isBelow = tier.UpTo is not { } bound || (table.Bounds == TierBounds.LowerInclusive ? quantity < bound : quantity <= bound);
            if (isBelow) return (Blocks(tier, quantity) * tier.UnitPrice) + tier.Flat;
        }

        throw new InvalidOperationException("The table ends.");
    }

    private static int Blocks(Tier tier, int units)
    {
        if (tier.Size is not { } size) return units;

        var blocks = 0;
        for (var left = (decimal)units; left > 0m; left -= size) blocks++;
        return blocks;
    }
}
