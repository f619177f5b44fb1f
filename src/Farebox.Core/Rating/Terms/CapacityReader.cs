using System.Collections.Immutable;

namespace Farebox.Rating.Terms;

/// <summary>Reads sizes: <c>tiers: [{limits: {unit: 100}, amount: "10"}]</c>.</summary>
internal static class CapacityReader
{
    public static ChargeModel? Read(TermsFields fields, ChargeScope scope)
    {
        var atZero = fields.Flag("flat_at_zero", scope.Preset.FlatAtZero);
        var beyond = fields.Word<BeyondLast>("beyond_last") ?? scope.Preset.Graduated.BeyondLast;
        var tiers = fields.Maps("tiers").Select(tier => ReadTier(tier, scope)).ToArray();
        return tiers.Length == 0 || Array.Exists(tiers, tier => tier is null) ? null : new CapacityCharge([.. tiers!], atZero, beyond);
    }

    private static CapacityTier? ReadTier(TermsFields fields, ChargeScope scope)
    {
        var amount = fields.Price("amount", required: true);
        var limits = fields.Map("limits", required: true);
        var read = ImmutableSortedDictionary.CreateBuilder<string, decimal?>(StringComparer.Ordinal);
        if (limits is not null)
        {
            var inside = new TermsFields(limits, fields.PathOf("limits"), scope.Faults);
            foreach (var (unit, _) in limits.Entries)
                read[unit] = inside.Text(unit) is "unlimited" ? null : inside.ZeroOrMore(unit);
            inside.Done();
        }

        fields.Done();
        return amount is { } price && limits is not null ? new(read.ToImmutable(), price) : null;
    }
}
