using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Metering.Aggregating.Forms;
using Farebox.Metering.Expressions;
using Farebox.Metering.Payloads;

namespace Farebox.Postgres.Configuration;

/// <summary>A meter as configured.</summary>
public sealed class MeterItem(Meter meter) : ConfigItem
{
    internal const string KindName = "meter";

    public override string Kind => KindName;

    public override string Id => meter.Id;

    internal static MeterItem Read(JsonElement body)
    {
        var aggregation = ReadAggregation(body.GetProperty("aggregation"));
        return new(new Meter(
            ConfigJson.Text(body, "id"),
            ConfigJson.Text(body, "event_type"),
            aggregation,
            aggregation.IsCounted ? [] : [.. body.GetProperty("components").EnumerateArray().Select(ReadComponent)],
            ConfigJson.Texts(body.GetProperty("dimensions")),
            body.GetProperty("filter").EnumerateObject()
                .ToImmutableSortedDictionary(term => term.Name, term => ConfigJson.Texts(term.Value), StringComparer.Ordinal),
            ConfigJson.Text(body, "on_shortfall") == "reject" ? ShortfallPolicy.Reject : ShortfallPolicy.Debt,
            body.GetProperty("priced").GetBoolean(),
            ReadUsage(body)));
    }

    // Whoever creates it: live, it would be counted as a sum.
    internal override ConfigRefusal? Check(Catalog catalog) =>
        meter.Terms.Arrears is { } arrears ? new("invalid_rule", $"{arrears} {AggregationTerms.LiveHint}") : null;

    internal override bool IsSameAs(ConfigItem other, Catalog catalog) => other is MeterItem same && meter.HasSameTerms(same.Meter);

    internal override Catalog AddTo(Catalog catalog, long configSeq) => catalog.WithMeter(meter, configSeq);

    private protected override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", meter.Id);
        json.WriteString("event_type", meter.EventType);
        json.WriteStartObject("filter");
        foreach (var (field, values) in meter.Filter) ConfigJson.WriteTexts(json, field, values);
        json.WriteEndObject();
        WriteAggregation(json, meter.Terms);
        if (!meter.Terms.IsCounted) WriteComponents(json);
        ConfigJson.WriteTexts(json, "dimensions", meter.Dimensions);
        json.WriteString("on_shortfall", meter.OnShortfall == ShortfallPolicy.Reject ? "reject" : "debt");
        json.WriteBoolean("priced", meter.IsPriced);
        if (meter.Usage is { } usage) WriteUsage(json, usage);
        json.WriteEndObject();
    }

    private Meter Meter => meter;

    private static MeterComponent ReadComponent(JsonElement component)
    {
        var (name, isOptional) = (ConfigJson.Text(component, "class"), component.GetProperty("optional").GetBoolean());
        if (!component.TryGetProperty("expression", out var text)) return new(name, ConfigJson.Text(component, "field"), isOptional);

        return QuantityExpression.TryRead(text.GetString()!, out var expression, out var fault)
            ? new(name, expression, isOptional)
            : throw new InvalidOperationException($"The stored meter has an expression that cannot be read. {fault.Detail}");
    }

    // A word where that says it all, which is how every meter is written that a server takes by itself.
    private static AggregationTerms ReadAggregation(JsonElement aggregation)
    {
        var isWord = aggregation.ValueKind == JsonValueKind.String;
        var kind = isWord ? aggregation.GetString()! : ConfigJson.Text(aggregation, AggregationForm.KindKey);
        var values = isWord ? [] : aggregation.EnumerateObject().Where(term => term.Name != AggregationForm.KindKey)
            .Select(term => KeyValuePair.Create(term.Name, term.Value.GetString()!)).ToArray();
        var faults = new List<KeyValuePair<string, string>>();
        return AggregationForm.Read(kind, values, faults)
            ?? throw new InvalidOperationException($"The stored meter has an aggregation that cannot be read. {faults[0].Value}");
    }

    private static void WriteAggregation(Utf8JsonWriter json, AggregationTerms terms)
    {
        var values = AggregationForm.Write(terms).ToArray();
        if (values.Length == 0)
        {
            json.WriteString("aggregation", AggregationForm.WriteKind(terms.Kind));
            return;
        }

        json.WriteStartObject("aggregation");
        json.WriteString(AggregationForm.KindKey, AggregationForm.WriteKind(terms.Kind));
        foreach (var (key, text) in values) json.WriteString(key, text);
        json.WriteEndObject();
    }

    // Meters from before there were usage formats have none.
    private static UsageSource? ReadUsage(JsonElement body)
    {
        if (!body.TryGetProperty("usage_format", out var name)) return null;
        if (!UsageFormats.TryParse(name.GetString()!, out var format)) throw new JsonException($"There is no usage format '{name}'.");
        return new(format, body.TryGetProperty("usage_field", out var field) ? field.GetString() : null);
    }

    private static void WriteUsage(Utf8JsonWriter json, UsageSource usage)
    {
        json.WriteString("usage_format", usage.Format is { } format ? UsageFormats.NameOf(format) : UsageFormats.Auto);
        if (usage.Field is not null) json.WriteString("usage_field", usage.Field);
    }

    private void WriteComponents(Utf8JsonWriter json)
    {
        json.WriteStartArray("components");
        foreach (var component in meter.Components)
        {
            json.WriteStartObject();
            json.WriteString("class", component.Class);
            if (component.Expression is { } expression) json.WriteString("expression", expression.Text);
            else json.WriteString("field", component.Field);
            json.WriteBoolean("optional", component.IsOptional);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
