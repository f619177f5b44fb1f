using System.Globalization;
using Farebox.Money;

namespace Farebox.Rating;

/// <summary>All units cost the price of the tier that the period's total lies in, plus that tier's flat fee.</summary>
public sealed record VolumeCharge(TierTable Table) : ChargeModel
{
    public override string? Arrears => "The tier that the whole period ends in prices every unit of it.";

    internal override string? Refusal(decimal quantity, in PriceContext context) =>
        base.Refusal(quantity, context) ?? Table.Refuses(Exact.Add(context.Before, quantity));

    internal override decimal Compute(decimal quantity, in PriceContext context, Working? working)
    {
        var price = Total(Exact.Add(context.Before, quantity), working);
        if (context.Before == 0m) return price;

        var before = Total(context.Before, null);
        working?.Add("priced before", context.Before, 0m, -before);
        return Exact.Subtract(price, before);
    }

    /// <summary>The same tiers, each bound so much later: for a free quantity in front of them that is charged once it is passed.</summary>
    internal VolumeCharge After(decimal free) => new(new TierTable(
        [.. Table.Tiers.Select(tier => tier with { UpTo = tier.UpTo is { } bound ? Exact.Add(bound, free) : null })],
        Table.Bounds, Table.FlatAtZero, Table.BeyondLast));

    private decimal Total(decimal total, Working? working)
    {
        if (total == 0m && !Table.FlatAtZero) return 0m;

        var index = Table.Landing(total);
        var tier = Table.Tiers[index];
        var isCut = Table.BeyondLast == BeyondLast.Unbilled && tier.UpTo < total;
        var units = isCut ? tier.UpTo!.Value : total;
        var price = tier.Amount(units);
        if (working is not null) Explain(working, index, tier, units, price);
        return price;
    }

    private static void Explain(Working working, int index, Tier tier, decimal units, decimal price)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"tier {index + 1}");
        var billed = tier.Billed(units);
        var ofUnits = Exact.Multiply(tier.UnitPrice, billed);
        working.Add($"{name}, all units", billed, tier.UnitPrice, ofUnits);
        if (tier.Flat != 0m) working.Add($"{name} flat fee", 1m, 0m, tier.Flat);
        var cut = Exact.Subtract(price, Exact.Add(ofUnits, tier.Flat));
        if (cut != 0m) working.Add($"{name} maximum", 0m, 0m, cut);
    }
}
