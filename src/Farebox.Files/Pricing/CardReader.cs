using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Farebox.Charging;
using Farebox.Files.Charges;
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

    private readonly FactorReader _factors = new(found);

    public CardTerms? Read((CardKind Kind, string Id) card, YamlScalar number, YamlScalar asset, YamlMap version)
    {
        var errors = found.Errors;
        assets.TryFind(asset, out var unit);
        var rows = version.Items("rows").Cast<YamlMap>().ToArray();
        var terms = rows.Select(row => ReadRow(card.Kind, row)).ToArray();
        var derived = Read(card.Kind, version.Items("derived"), _factors.ReadDerived);
        var multipliers = Read(card.Kind, version.Items("multipliers"), _factors.ReadMultiplier);
        FindRepeats(rows, terms);
        if (found.Errors == errors) FindMisfits(card.Kind, rows, terms);
        if (found.Errors > errors || !Rfc3339.TryParse(version.Required("effective_from"), out var from)) return null;

        var read = new CardTerms
        {
            Kind = card.Kind,
            CardId = card.Id,
            Version = int.Parse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture),
            EffectiveFrom = from,
            AssetCode = asset.Text,
            Rows = [.. terms],
            Derived = derived,
            Multipliers = multipliers,
        };
        return unit is null || IsWhole(read, unit, number) ? read : null;
    }

    private CardRowTerms ReadRow(CardKind kind, YamlMap row)
    {
        if (TryFind(kind, row, out var meter)) _factors.CheckClass(meter, (YamlScalar)row.Find("class")!);

        var charge = row.Find("model") is null ? null : ChargeTerms.Read(row, found);
        var (price, per) = row.Find("model") is null ? ReadUnitPrice(row) : (0m, 1L);
        return new(row.Required("meter"), row.Required("class"), _factors.ReadWhere(meter, row), price, per)
        {
            Charge = charge,
            Resets = Enum.Parse<CounterReset>(row.Text("resets") ?? "month", ignoreCase: true),
            DebitRounding = Enum.Parse<DebitRounding>(row.Text("debit_rounding") ?? "event", ignoreCase: true),
        };
    }

    // What names no meter that there is has been said, and changes nothing.
    private ImmutableArray<T> Read<T>(CardKind kind, IEnumerable<YamlNode> items, Func<string, Meter, YamlMap, T?> read)
        where T : class =>
        [.. items.Cast<YamlMap>().Select(item => TryFind(kind, item, out var meter) ? read(meter.Id, meter, item) : null).OfType<T>()];

    // Where other cards name meters, an exchange card names the assets that are given.
    private bool TryFind(CardKind kind, YamlMap term, [NotNullWhen(true)] out Meter? meter)
    {
        var name = (YamlScalar)term.Find("meter")!;
        if (kind != CardKind.Exchange) return meters.TryFind(name, out meter);

        meter = assets.TryFind(name, out var given)
            ? new(given.Code, "exchange", Aggregation.Sum, [new(ExchangeShape.Class, ExchangeShape.Class)], ExchangeShape.Dimensions)
            : null;
        return meter is not null;
    }

    private (decimal Price, long Per) ReadUnitPrice(YamlMap row)
    {
        var price = ((YamlScalar)row.Find("unit_price")!).Number();
        var per = row.Text("per") is { } text ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : 1;
        if (!UnitPrice.TryCreate(price, per, out _)) found.Error(row.Find("unit_price")!.Place, $"{DecimalText.Format(price)} per {per} is too fine or too large: {Limits}.");
        return (price, per);
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

    // What only all terms together show: lists that share a value, two multipliers of a group for the same.
    private bool IsWhole(CardTerms terms, Asset asset, YamlScalar number)
    {
        try
        {
            terms.Build(asset);
            return true;
        }
        catch (ArgumentException rule)
        {
            return found.Error(number.Place, $"version {number.Text} of the card {Quoted.Of(terms.CardId)} cannot be: {rule.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private void FindRepeats(YamlMap[] rows, CardRowTerms[] terms)
    {
        var seen = new Dictionary<(string Meter, string Class, string Where), Place>();
        foreach (var (row, map) in terms.Zip(rows))
        {
            var key = (row.Meter, row.Class, row.Where.ToString());
            if (!seen.TryAdd(key, map.Place))
                found.Error(map.Place, $"class {row.Class} of the meter {row.Meter} has a price for the same dimensions already, at {seen[key]}. Keep one of the two.");
        }
    }
}
