using System.Collections.Immutable;
using System.Globalization;
using Farebox.Charging;
using Farebox.Files.Shapes;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Time;

namespace Farebox.Files;

/// <summary>Reads versions of cards, and finds rows that price nothing there is.</summary>
internal sealed class CardReader(Section<Asset> assets, Section<Meter> meters, Findings found)
{
    private const string Limits = "a price divided by per has at most 9 digits before the point and 12 after it";

    public CardTerms? Read((CardKind Kind, string Id) card, YamlScalar number, YamlScalar asset, YamlMap version)
    {
        var errors = found.Errors;
        assets.TryFind(asset, out _);
        var rows = version.Items("rows").Cast<YamlMap>().ToArray();
        var terms = rows.Select(ReadRow).ToArray();
        FindRepeats(rows, terms);
        if (found.Errors == errors) FindMisfits(card.Kind, rows, terms);
        if (found.Errors > errors || !Rfc3339.TryParse(version.Required("effective_from"), out var from)) return null;

        return new()
        {
            Kind = card.Kind,
            CardId = card.Id,
            Version = int.Parse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture),
            EffectiveFrom = from,
            AssetCode = asset.Text,
            Rows = [.. terms],
        };
    }

    private CardRowTerms ReadRow(YamlMap row)
    {
        var dimensions = row.Entries("dimensions").ToArray();
        if (meters.TryFind((YamlScalar)row.Find("meter")!, out var meter)) CheckNames(meter, (YamlScalar)row.Find("class")!, dimensions);

        var charge = row.Find("model") is null ? null : ChargeTerms.Read(row, found);
        var (price, per) = row.Find("model") is null ? ReadUnitPrice(row) : (0m, 1L);
        return new(
            row.Required("meter"),
            row.Required("class"),
            dimensions.Select(entry => (Name: entry.Key.Text, Value: ((YamlScalar)entry.Value).Text)).Where(entry => entry.Value != CardRow.Any)
                .ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal),
            price,
            per)
        {
            Charge = charge,
            Resets = Enum.Parse<CounterReset>(row.Text("resets") ?? "month", ignoreCase: true),
            DebitRounding = Enum.Parse<DebitRounding>(row.Text("debit_rounding") ?? "event", ignoreCase: true),
        };
    }

    private (decimal Price, long Per) ReadUnitPrice(YamlMap row)
    {
        var price = ((YamlScalar)row.Find("unit_price")!).Number();
        var per = row.Text("per") is { } text ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : 1;
        if (!UnitPrice.TryCreate(price, per, out _)) found.Error(row.Find("unit_price")!.Place, $"{DecimalText.Format(price)} per {per} is too fine or too large: {Limits}.");
        return (price, per);
    }

    private void CheckNames(Meter meter, YamlScalar name, IEnumerable<KeyValuePair<YamlScalar, YamlNode>> dimensions)
    {
        var classes = meter.Components.Select(component => component.Class).ToArray();
        if (!classes.Contains(name.Text, StringComparer.Ordinal)) Refuse(name, $"the meter {meter.Id} has no class {Quoted.Of(name.Text)}", classes);
        foreach (var (dimension, _) in dimensions.Where(entry => !meter.Dimensions.Contains(entry.Key.Text)))
            Refuse(dimension, $"the meter {meter.Id} has no dimension {Quoted.Of(dimension.Text)}", meter.Dimensions);
    }

    private void Refuse(YamlScalar name, string what, IReadOnlyCollection<string> known)
    {
        var meant = Nearest.Of(name.Text, known) is { } nearest ? $" Did you mean {nearest}?" : "";
        found.Error(name.Place, $"{what}.{meant} Expected: {(known.Count == 0 ? "none" : Quoted.List(known))}.");
    }

    private void FindMisfits(CardKind kind, YamlMap[] rows, CardRowTerms[] terms)
    {
        var firsts = new Dictionary<string, CardRow>(StringComparer.Ordinal);
        foreach (var (row, map) in terms.Select(row => row.Build()).Zip(rows))
        {
            var misfit = LiveCard.Misfit(kind, row) ?? (firsts.TryAdd(row.Meter, row) ? null : LiveCard.Misfit(row, firsts[row.Meter]));
            if (misfit is not null) found.Error((map.Find("model") ?? map).Place, misfit.Detail);
        }
    }

    private void FindRepeats(YamlMap[] rows, CardRowTerms[] terms)
    {
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (row, map) in terms.Zip(rows))
        {
            string[] key = [row.Meter, row.Class, .. row.Dimensions.SelectMany(dimension => (string[])[dimension.Key, dimension.Value])];
            if (!seen.TryAdd(string.Join('\n', key), map.Place))
                found.Error(map.Place, $"class {row.Class} of the meter {row.Meter} has a price for the same dimensions already, at {seen[string.Join('\n', key)]}. Keep one of the two.");
        }
    }
}
