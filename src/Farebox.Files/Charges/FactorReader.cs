using System.Collections.Immutable;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Rating;
using Farebox.Wording;

namespace Farebox.Files.Charges;

/// <summary>Reads what terms of a price are for, classes derived from others, and multipliers; a meter says what there is.</summary>
internal sealed class FactorReader(Findings found)
{
    /// <param name="prices">What the rows that it changes call the meter.</param>
    /// <returns>Nothing when something is wrong; what is found.</returns>
    public DerivedClass? ReadDerived(string prices, Meter meter, YamlMap map)
    {
        var errors = found.Errors;
        var (name, from, where) = (CheckClass(meter, (YamlScalar)map.Find("class")!), CheckClass(meter, (YamlScalar)map.Find("from")!), ReadWhere(meter, map));
        if (name == from) found.Error(map.Place, $"the class {name} is derived from itself.");
        return found.Errors > errors ? null : Try(map, () => new DerivedClass(prices, name, from, ((YamlScalar)map.Find("factor")!).Number(), where));
    }

    /// <inheritdoc cref="ReadDerived"/>
    public CardMultiplier? ReadMultiplier(string prices, Meter meter, YamlMap map)
    {
        var errors = found.Errors;
        var where = ReadWhere(meter, map);
        var classes = map.Items("classes").Cast<YamlScalar>().Select(name => CheckClass(meter, name)).ToImmutableArray();
        return found.Errors > errors ? null : Try(map, () => new CardMultiplier(prices, map.Required("group"), ((YamlScalar)map.Find("factor")!).Number(), where, classes));
    }

    /// <param name="meter">None: it is not known, and nothing is said of names.</param>
    public DimensionMatch ReadWhere(Meter? meter, YamlMap map)
    {
        foreach (var (dimension, _) in map.Entries("dimensions").Where(entry => meter is not null && !meter.Dimensions.Contains(entry.Key.Text)))
            Refuse(dimension, $"the meter {meter!.Id} has no dimension {Quoted.Of(dimension.Text)}", meter.Dimensions);
        var values = map.Entries("dimensions").Select(entry => KeyValuePair.Create(entry.Key.Text, entry.Value.Texts().ToImmutableArray()));
        return Try(map, () => new DimensionMatch(values)) ?? DimensionMatch.Everything;
    }

    public string CheckClass(Meter meter, YamlScalar name)
    {
        var classes = meter.Components.Select(component => component.Class).ToArray();
        if (!classes.Contains(name.Text, StringComparer.Ordinal)) Refuse(name, $"the meter {meter.Id} has no class {Quoted.Of(name.Text)}", classes);
        return name.Text;
    }

    // The rules of what is built, in the words they are refused with everywhere.
    private T? Try<T>(YamlMap map, Func<T> build)
        where T : class
    {
        try
        {
            return build();
        }
        catch (ArgumentException rule)
        {
            found.Error(map.Place, $"this cannot be: {rule.Message.Split(" (Parameter", 2)[0]}");
            return null;
        }
    }

    private void Refuse(YamlScalar name, string what, IReadOnlyCollection<string> known)
    {
        var meant = NearestName.Of(name.Text, known) is { } nearest ? $" Did you mean {nearest}?" : "";
        found.Error(name.Place, $"{what}.{meant} Expected: {(known.Count == 0 ? "none" : Quoted.List(known))}.");
    }
}
