using System.Collections.Immutable;
using Farebox.Files.Yaml;
using Farebox.Money;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Time;

namespace Farebox.Files.Conformance;

/// <summary>Reads the card of a case: its rows with their names, and the shape of the events it prices.</summary>
internal sealed class CardReading(ConventionPreset preset, Func<YamlNode, ChargeModel?> readCharge, Findings found)
{
    /// <summary>The class of rows that name none.</summary>
    public const string OnlyClass = "quantity";

    private const string Meter = "case";

    private static readonly Asset Unit = new("unit", Asset.ScaleMax, AssetKind.Unit);

    private readonly List<NamedRow> _named = [];

    /// <returns>Nothing where a row cannot be read, or the rows do not go together; why is found.</returns>
    public CardQuestion? Read(YamlMap map, CaseInputs inputs, NumberRounding rounding)
    {
        var errors = found.Errors;
        YamlMap[] versions = map.Find("rows") is null ? [.. map.Items("versions").Cast<YamlMap>()] : [map];
        var read = ImmutableArray.CreateBuilder<CardVersion>();
        foreach (var version in versions)
        {
            if (ReadVersion(version, read.Count + 1) is { } valid) read.Add(valid);
        }

        if (found.Errors > errors) return null;
        try
        {
            return new(new(CardKind.Rate, Meter, read.ToImmutable()), Shape(versions), [.. _named], preset.Unmatched, inputs, rounding);
        }
        catch (ArgumentException rule)
        {
            return Refuse(map, rule);
        }
    }

    private static PriceShape Shape(YamlMap[] versions)
    {
        string[] classes = [.. versions.SelectMany(version => version.Items("rows").Concat(version.Items("derived"))).Cast<YamlMap>().Select(Class).Distinct(StringComparer.Ordinal)];
        string[] dimensions =
        [
            .. versions.SelectMany(version => version.Items("rows").Concat(version.Items("derived")).Concat(version.Items("multipliers")))
                .Cast<YamlMap>().SelectMany(item => item.Entries("when")).Select(entry => entry.Key.Text).Distinct(StringComparer.Ordinal),
        ];
        return new(Meter, [.. classes], [.. dimensions]);
    }

    private static string Class(YamlMap item) => item.Text("class") ?? OnlyClass;

    private static DimensionMatch When(YamlMap item) =>
        new(item.Entries("when").Select(entry => KeyValuePair.Create(entry.Key.Text, entry.Value.Texts().ToImmutableArray())));

    private CardVersion? ReadVersion(YamlMap map, int number)
    {
        var from = map.Text("effective_from") is { } text && Rfc3339.TryParse(text, out var instant) ? instant : DateTimeOffset.MinValue;
        CardRow?[] rows = [.. map.Items("rows").Cast<YamlMap>().Index().Select(item => ReadRow(item.Item, item.Index + 1))];
        if (rows.Contains(null)) return null;

        try
        {
            return new(
                number,
                from,
                Unit,
                [.. rows!],
                [.. map.Items("derived").Cast<YamlMap>().Select(item => new DerivedClass(Meter, Class(item), item.Required("of"), Factor(item), When(item)))],
                [.. map.Items("multipliers").Cast<YamlMap>().Select(item => new CardMultiplier(Meter, item.Required("group"), Factor(item), When(item), Classes(item)))]);
        }
        catch (ArgumentException rule)
        {
            Refuse(map, rule);
            return null;
        }
    }

    private CardRow? ReadRow(YamlMap map, int number)
    {
        if (readCharge(map.Find("charge")!) is not { } charge) return null;

        _named.Add(new(map.Text("name") ?? $"{number}", charge, [.. map.Items("group_by").SelectMany(item => item.Texts())]));
        return new(Meter, Class(map), When(map), charge);
    }

    private static decimal Factor(YamlMap item) => ((YamlScalar)item.Find("factor")!).Number();

    private static ImmutableArray<string> Classes(YamlMap item) => [.. item.Items("classes").SelectMany(node => node.Texts())];

    private CardQuestion? Refuse(YamlMap map, ArgumentException rule)
    {
        found.Error(map.Place, $"the card cannot be: {rule.Message.Split(" (Parameter", 2)[0]}");
        return null;
    }
}
