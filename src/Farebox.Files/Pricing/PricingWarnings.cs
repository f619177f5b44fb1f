using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files;

/// <summary>What is allowed and seldom meant. Asked only of files in which nothing is wrong.</summary>
internal static class PricingWarnings
{
    /// <summary>One unit that costs fewer smallest units than this loses a tenth of its price or more to rounding.</summary>
    private const int SmallestUnitsMin = 10;

    public static void Find(PricingFolder folder, DateTimeOffset now, Findings found)
    {
        var assets = folder.Assets.ToDictionary(asset => asset.Value.Code, asset => asset.Value, StringComparer.Ordinal);
        foreach (var version in folder.Cards.Where(version => version.Value.Kind != CardKind.Exchange))
        {
            WarnOfRounding(version, assets[version.Value.AssetCode], found);
            WarnOfClasses(version, folder.Meters, found);
        }

        foreach (var card in folder.Cards.GroupBy(version => (version.Value.Kind, version.Value.CardId))) WarnOfDate(card.Last(), now, found);
        foreach (var meter in folder.Meters.Where(meter => meter.Value.IsPriced)) WarnOfUnpriced(meter, folder.Cards, found);
    }

    private static void WarnOfRounding(Placed<CardTerms> version, Asset asset, Findings found)
    {
        foreach (var row in version.Value.Build(asset).Rows)
        {
            if (row is not { Charge: PerUnitCharge { UnitPrice: var price }, DebitRounding: DebitRounding.Event }) continue;

            var smallest = Exact.Multiply(price, asset.UnitsPerWhole);
            if (price == 0m || smallest >= SmallestUnitsMin) continue;

            var scale = asset.Scale;
            for (var units = smallest; units < SmallestUnitsMin; units *= 10m) scale++;
            var remedy = scale <= Asset.ScaleMax ? $"scale: {scale} for {asset.Code} keeps it" : "A coarser asset, such as thousandths of it, would keep it";
            found.Warn(
                version.Place,
                $"one unit of {row.Meter}/{row.Class}{Where(row)} costs {DecimalText.Format(smallest)} of the smallest units of {asset.Code} (scale {asset.Scale}), "
                + $"so small events are rounded by a tenth of their price or more. {remedy}; an asset's scale is fixed when it is made.");
        }
    }

    // Once a meter is priced at all, an event with a class that is not is unrated as a whole.
    private static void WarnOfClasses(Placed<CardTerms> version, IEnumerable<Placed<Meter>> meters, Findings found)
    {
        var priced = version.Value.Rows.Select(row => (row.Meter, row.Class)).Concat(version.Value.Derived.Select(derived => (derived.Meter, derived.Class)))
            .ToLookup(price => price.Meter, price => price.Class, StringComparer.Ordinal);
        foreach (var meter in meters.Select(meter => meter.Value).Where(meter => priced.Contains(meter.Id)))
        {
            foreach (var component in meter.Components.Where(component => !priced[meter.Id].Contains(component.Class)))
                found.Warn(version.Place, $"no row prices the class {component.Class} of the meter {meter.Id}: events that have it are unrated. Add a row; a price may be 0.");
        }
    }

    private static void WarnOfDate(Placed<CardTerms> version, DateTimeOffset now, Findings found)
    {
        var terms = version.Value;
        if (terms.Version > 1 && terms.EffectiveFrom < now)
            found.Warn(
                version.Place,
                $"the newest version of the card {terms.CardId} is effective from {Rfc3339.Format(terms.EffectiveFrom)}, which is past. If it is not applied yet, "
                + "events that were priced since then keep the old price.");
    }

    private static void WarnOfUnpriced(Placed<Meter> meter, IEnumerable<Placed<CardTerms>> cards, Findings found)
    {
        if (!cards.Any(version => version.Value.Kind == CardKind.Rate && version.Value.Rows.Any(row => row.Meter == meter.Value.Id)))
            found.Warn(meter.Place, $"no rate card prices the meter {meter.Value.Id}: its events are unrated. Add rows, or write priced: false.");
    }

    private static string Where(CardRow row) =>
        row.Where.Values.Count == 0 ? "" : $" ({string.Join(", ", row.Where.Values.Select(dimension => $"{dimension.Key} {string.Join(" or ", dimension.Value)}"))})";
}
