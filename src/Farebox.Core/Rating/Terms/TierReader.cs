using Farebox.Money;
using Farebox.Rating.Conventions;

namespace Farebox.Rating.Terms;

/// <summary>Reads a table of tiers and the conventions that go with it.</summary>
internal static class TierReader
{
    private const string Unlimited = "unlimited";

    // A bound is written with at most 12 digits before the point, and widths become bounds.
    private const decimal WidthsEnd = 1_000_000_000_000m;

    /// <param name="priceKey">What a tier's price is called: <c>unit_price</c> or <c>percent</c>.</param>
    public static TierTable? Read(TermsFields fields, TierConventions conventions, string priceKey)
    {
        var bounds = fields.Word<TierBounds>("bounds") ?? conventions.Bounds;
        var flatAtZero = fields.Flag("flat_at_zero", conventions.FlatAtZero);
        var beyond = fields.Word<BeyondLast>("beyond_last") ?? conventions.BeyondLast;
        var tiers = fields.Maps("tiers").Select(tier => ReadTier(tier, priceKey)).ToArray();
        if (tiers.Length == 0 || Array.Exists(tiers, tier => tier is null)) return null;

        return HasFault(fields, tiers!, bounds) ? null : new TierTable([.. tiers!], bounds, flatAtZero, beyond);
    }

    private static Tier? ReadTier(TermsFields fields, string priceKey)
    {
        var (bound, hasBound) = ReadBound(fields);
        var price = ReadPrice(fields, priceKey, out var size);
        var tier = new Tier(bound, price ?? 0m) { Flat = fields.Price("flat") ?? 0m, Maximum = fields.Price("maximum"), Size = size };
        fields.Done();
        return hasBound && price is not null ? tier : null;
    }

    private static decimal? ReadPrice(TermsFields fields, string key, out decimal? size)
    {
        size = null;
        if (key == "percent") return PerReader.ReadPercent(fields, key, required: !fields.Has("flat")) ?? Nothing(fields, key);

        size = fields.AboveZero("size");
        var hasSize = fields.Has("size");
        var amount = fields.Price("amount", required: hasSize);
        var price = PerReader.Read(fields, key, required: !hasSize && !fields.Has("flat"));
        if (hasSize != fields.Has("amount") || (hasSize && fields.Has(key)))
        {
            fields.Fault("", $"A tier of packages has 'amount' and 'size' and no '{key}'.");
            return null;
        }

        return hasSize ? amount : price ?? Nothing(fields, key);
    }

    // A tier with a flat fee alone needs no price of a unit.
    private static decimal? Nothing(TermsFields fields, string key) => fields.Has("flat") && !fields.Has(key) ? 0m : null;

    private static (decimal? Bound, bool HasBound) ReadBound(TermsFields fields)
    {
        if (fields.Text("up_to") is null or Unlimited) return (null, true);
        return fields.AboveZero("up_to") is { } bound ? (bound, true) : (null, false);
    }

    private static bool HasFault(TermsFields fields, Tier[] tiers, TierBounds bounds)
    {
        if (tiers.Length > TierTable.TiersMax)
        {
            fields.Fault("tiers", $"There are at most {TierTable.TiersMax} tiers.");
            return true;
        }

        var open = tiers.Count(tier => tier.UpTo is null);
        var isOpenInside = bounds == TierBounds.Width && open == 1 && tiers[^1].UpTo is not null;
        if (open > 1 || isOpenInside)
        {
            fields.Fault("tiers", "Only the last tier has no end ('up_to: unlimited').");
            return true;
        }

        var repeated = tiers.Where(tier => tier.UpTo is not null).GroupBy(tier => tier.UpTo).FirstOrDefault(group => group.Count() > 1);
        if (bounds == TierBounds.Width) return IsTooWide(fields, tiers);
        if (repeated is null) return false;

        fields.Fault("tiers", $"Two tiers end at {DecimalText.Format(repeated.Key!.Value)}.");
        return true;
    }

    private static bool IsTooWide(TermsFields fields, Tier[] tiers)
    {
        if (tiers.Sum(tier => tier.UpTo ?? 0m) < WidthsEnd) return false;

        fields.Fault("tiers", $"All widths together have at most {DecimalText.IntegerDigitsMax} digits before the point.");
        return true;
    }
}
