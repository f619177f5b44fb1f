using System.Globalization;
using Farebox.Money;

namespace Farebox.Rating.Terms;

/// <summary>Writes a charge model as terms that read back as the same model under any preset: every convention is written out.</summary>
public static class ChargeWriter
{
    /// <exception cref="ArgumentException">The model was made by a card out of another model and multipliers; write those.</exception>
    public static TermsMap Write(ChargeModel charge)
    {
        ArgumentNullException.ThrowIfNull(charge);

        var keys = new TermsKeys();
        if (charge is AdjustedCharge adjusted)
        {
            WriteModel(keys, adjusted.Model);
            AdjustmentWriter.Write(keys, adjusted);
        }
        else
        {
            WriteModel(keys, charge);
            keys.Word("negative", NegativeQuantity.Refuse);
        }

        return keys.ToMap();
    }

    private static void WriteModel(TermsKeys keys, ChargeModel charge)
    {
        switch (charge)
        {
            case FlatCharge flat: keys.Model("flat").Number("amount", flat.Amount).Flag("flat_at_zero", flat.AtZero); break;
            case PerUnitCharge unit: keys.Model("per_unit").Number("unit_price", unit.UnitPrice); break;
            case PackageCharge package: keys.Model("package").Number("amount", package.Amount).Number("size", package.Size).Word("round", package.Rounding); break;
            case GraduatedCharge graduated: WriteTable(keys.Model("graduated"), graduated.Table, false); break;
            case VolumeCharge volume: WriteTable(keys.Model("volume"), volume.Table, false); break;
            case GraduatedPercentageCharge graduated: WriteTable(keys.Model("graduated_percentage"), graduated.Table, true); break;
            case DynamicCharge dynamic: keys.Model("dynamic").Number("multiplier", dynamic.Multiplier); break;
            case SteppedCharge stepped: keys.Model("stepped").Map("first", Block(stepped.First)).Map("then", Block(stepped.Then)); break;
            case CapacityCharge capacity: WriteCapacity(keys.Model("capacity"), capacity); break;
            default: WriteOuter(keys, charge); break;
        }
    }

    // Models that stand on another one, or have keys that may be absent.
    private static void WriteOuter(TermsKeys keys, ChargeModel charge)
    {
        switch (charge)
        {
            case PercentageCharge percentage:
                keys.Model("percentage").Number("percent", Percent.Of(percentage.Rate)).Number("fixed", percentage.Fixed)
                    .Number("free_events", percentage.FreeEvents).Number("free_value", percentage.FreeValue)
                    .Number("event_minimum", percentage.EventMinimum).Number("event_maximum", percentage.EventMaximum);
                break;
            case AllowanceCharge allowance:
                keys.Model("allowance").Number("included", allowance.Included).Map("overage", Write(allowance.Overage));
                break;
            case CliffCharge cliff:
                keys.Model("cliff").Number("above", cliff.Above)
                    .List("counts", cliff.Counts.Select(TermsNode (name) => new TermsText(name)))
                    .Map("below", Write(cliff.Below)).Map("beyond", Write(cliff.Beyond));
                break;
            case CostPlusCharge plus:
                keys.Model("cost_plus").Number("markup_percent", plus.MarkupPercent);
                if (plus.Cost is { } cost) keys.Map("cost", Write(cost));
                break;
            case TimeOfDayCharge byTime:
                keys.Model("time_of_day").Text("zone", byTime.Zone.Id).List("windows", byTime.Windows.Select(Window));
                if (byTime.Otherwise is { } otherwise) keys.Map("otherwise", Write(otherwise));
                break;
            default: throw new ArgumentException($"A {charge.GetType().Name} has no terms of its own.", nameof(charge));
        }
    }

    private static void WriteTable(TermsKeys keys, TierTable table, bool isPercent)
    {
        keys.List("tiers", table.Tiers.Select(TermsNode (tier) => Tier(tier, isPercent)))
            .Word("bounds", table.Bounds).Flag("flat_at_zero", table.FlatAtZero).Word("beyond_last", table.BeyondLast);
    }

    private static TermsMap Tier(Tier tier, bool isPercent)
    {
        var keys = new TermsKeys();
        if (tier.UpTo is { } bound) keys.Number("up_to", bound);
        else keys.Text("up_to", "unlimited");

        if (isPercent) keys.Number("percent", Percent.Of(tier.UnitPrice));
        else if (tier.Size is { } size) keys.Number("amount", tier.UnitPrice).Number("size", size);
        else keys.Number("unit_price", tier.UnitPrice);
        return keys.Number("flat", tier.Flat).Number("maximum", tier.Maximum).ToMap();
    }

    private static TermsMap Block(SteppedBlock block) => new TermsKeys().Number("size", block.Size).Number("amount", block.Amount).ToMap();

    private static void WriteCapacity(TermsKeys keys, CapacityCharge capacity)
    {
        keys.List("tiers", capacity.Tiers.Select(TermsNode (tier) => new TermsKeys().Map("limits", Limits(tier)).Number("amount", tier.Amount).ToMap()))
            .Flag("flat_at_zero", capacity.AtZero).Word("beyond_last", capacity.BeyondLast);
    }

    private static TermsMap Limits(CapacityTier tier) =>
        TermsMap.Of(tier.Limits.Select(limit => (limit.Key, (TermsNode)new TermsText(limit.Value is { } most ? DecimalText.Format(most) : "unlimited"))));

    private static TermsNode Window(TimeOfDayWindow window) => new TermsKeys()
        .List("days", TimeOfDayReader.Names(window.Days).Select(TermsNode (day) => new TermsText(day)))
        .Text("from", window.From.ToString("HH:mm", CultureInfo.InvariantCulture))
        .Text("to", window.To.ToString("HH:mm", CultureInfo.InvariantCulture))
        .Map("charge", Write(window.Charge))
        .ToMap();
}
