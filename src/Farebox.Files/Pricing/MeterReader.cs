using System.Collections.Immutable;
using Farebox.Files.Yaml;
using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Metering.Aggregating.Forms;
using Farebox.Metering.Expressions;
using Farebox.Metering.Payloads;

namespace Farebox.Files;

/// <summary>Reads a meter.</summary>
internal static class MeterReader
{
    public static Meter? Read(YamlScalar id, YamlMap map, Findings found)
    {
        var errors = found.Errors;
        var usage = ReadUsage(map, found);
        try
        {
            Meter meter = new(
                id.Text,
                map.Required("event_type"),
                ReadAggregation(map, found),
                [.. map.Entries("components").Select(entry => ReadComponent(entry.Key, entry.Value, found)).OfType<MeterComponent>()],
                [.. map.Items("dimensions").SelectMany(item => item.Texts())],
                map.Entries("filter").ToImmutableSortedDictionary(term => term.Key.Text, term => term.Value.Texts().ToImmutableArray(), StringComparer.Ordinal),
                map.Text("on_shortfall") == "reject" ? ShortfallPolicy.Reject : ShortfallPolicy.Debt,
                map.Truth("priced", otherwise: true),
                usage);
            return found.Errors == errors ? meter : null;
        }
        catch (ArgumentException rule)
        {
            if (found.Errors > errors) return null;

            // The meter's own rules, in the words they are refused with everywhere.
            found.Error(id.Place, $"the meter {Quoted.Of(id.Text)} cannot be: {rule.Message.Split(" (Parameter", 2)[0]}");
            return null;
        }
    }

    /// <summary>Reads the key <c>aggregation</c> of a map whose shape has been checked; a sum where it is left out, or where its terms do not go together, which is found.</summary>
    internal static AggregationTerms ReadAggregation(YamlMap map, Findings found)
    {
        if (map.Find("aggregation") is not { } aggregation) return AggregationTerms.Sum;

        var faults = new List<KeyValuePair<string, string>>();
        var full = aggregation as YamlMap;
        var kind = full?.Required(AggregationForm.KindKey) ?? ((YamlScalar)aggregation).Text;
        var values = (full?.Entries ?? []).Where(entry => entry.Key.Text != AggregationForm.KindKey)
            .Select(entry => KeyValuePair.Create(entry.Key.Text, ((YamlScalar)entry.Value).Text));
        if (AggregationForm.Read(kind, values, faults) is { } terms) return terms;

        foreach (var (key, detail) in faults) found.Error(full?.Find(key)?.Place ?? aggregation.Place, detail);
        return AggregationTerms.Sum;
    }

    private static MeterComponent? ReadComponent(YamlScalar name, YamlNode node, Findings found)
    {
        if (node is not YamlMap map) return new(name.Text, ((YamlScalar)node).Text);

        var isOptional = map.Truth("optional", otherwise: false);
        if (map.Find("expression") is not YamlScalar text) return new(name.Text, map.Required("field"), isOptional);
        if (QuantityExpression.TryRead(text.Text, out var expression, out var fault)) return new(name.Text, expression, isOptional);

        found.Error(text.Place, $"{Quoted.Of(text.Text)} is no expression. {fault.Detail}");
        return null;
    }

    private static UsageSource? ReadUsage(YamlMap map, Findings found)
    {
        var field = map.Find("usage_field");
        if (map.Text("usage_format") is { } name) return UsageFormats.TryParse(name, out var format) ? new(format, (field as YamlScalar)?.Text) : null;

        if (field is not null) found.Error(field.Place, $"usage_field goes with usage_format. Add one of these: {UsageFormats.Auto} or {Quoted.List(UsageFormats.Names)}.");
        return null;
    }
}
