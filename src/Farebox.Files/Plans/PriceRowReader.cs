using Farebox.Files.Charges;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Rating.Conventions;
using Farebox.Rating.Terms;

namespace Farebox.Files.Plans;

/// <summary>Reads a row of prices: what it is for, and its charge model in the one text form of the terms.</summary>
internal sealed class PriceRowReader(ConventionPreset preset, Findings found)
{
    private static readonly string[] Own = ["class", "dimensions"];

    private readonly FactorReader _factors = new(found);

    /// <param name="charge">What the rows call the meter.</param>
    public CardRow? Read(string charge, Meter meter, YamlMap row)
    {
        var errors = found.Errors;
        var name = ReadClass(meter, row);
        var where = _factors.ReadWhere(meter, row);

        var model = ReadModel(row);
        if (model?.LevelUnits.FirstOrDefault(unit => meter.Components.All(component => component.Class != unit)) is { } unit)
            found.Error(row.Place, $"the meter {meter.Id} has no class {Quoted.Of(unit)}, and the limits of several units are those of classes. Expected: {Quoted.List([.. meter.Components.Select(component => component.Class)])}.");
        if (found.Errors > errors || model is null || name is null) return null;

        return new(charge, name, where, model);
    }

    private string? ReadClass(Meter meter, YamlMap row)
    {
        var classes = meter.Components.Select(component => component.Class).ToArray();
        if (row.Find("class") is YamlScalar given) return _factors.CheckClass(meter, given);
        if (classes is [var only]) return only;
        found.Error(row.Place, $"the key class is missing here: the meter {meter.Id} has {Quoted.List(classes)}.");
        return null;
    }

    private ChargeModel? ReadModel(YamlMap row)
    {
        var terms = row.Entries.Where(entry => !Own.Contains(entry.Key.Text, StringComparer.Ordinal)).Select(entry => (entry.Key.Text, YamlTerms.Of(entry.Value)));
        if (row.Find("model") is null) terms = terms.Prepend(("model", new TermsText("per_unit")));

        var faults = new List<TermsFault>();
        var model = ChargeReader.Read(TermsMap.Of(terms), preset, faults);
        foreach (var fault in faults) found.Error(YamlTerms.PlaceOf(row, fault.Path), fault.Message);
        return model;
    }
}
