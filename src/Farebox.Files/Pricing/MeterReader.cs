using System.Collections.Immutable;
using Farebox.Files.Yaml;
using Farebox.Metering;

namespace Farebox.Files;

/// <summary>Reads a meter.</summary>
internal static class MeterReader
{
    public static Meter? Read(YamlScalar id, YamlMap map, Findings found)
    {
        try
        {
            return new(
                id.Text,
                map.Required("event_type"),
                map.Text("aggregation") == "count" ? Aggregation.Count : Aggregation.Sum,
                [.. map.Entries("components").Select(entry => ReadComponent(entry.Key, entry.Value))],
                [.. map.Items("dimensions").SelectMany(item => item.Texts())],
                map.Entries("filter").ToImmutableSortedDictionary(term => term.Key.Text, term => term.Value.Texts().ToImmutableArray(), StringComparer.Ordinal),
                map.Text("on_shortfall") == "reject" ? ShortfallPolicy.Reject : ShortfallPolicy.Debt,
                map.Truth("priced", otherwise: true));
        }
        catch (ArgumentException rule)
        {
            // The meter's own rules, in the words they are refused with everywhere.
            found.Error(id.Place, $"the meter {Quoted.Of(id.Text)} cannot be: {rule.Message.Split(" (Parameter", 2)[0]}");
            return null;
        }
    }

    private static MeterComponent ReadComponent(YamlScalar name, YamlNode node) => node is YamlMap map
        ? new(name.Text, map.Required("field"), map.Truth("optional", otherwise: false))
        : new(name.Text, ((YamlScalar)node).Text);
}
