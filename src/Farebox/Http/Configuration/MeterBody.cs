using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Http.Edge;
using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Metering.Aggregating.Forms;
using Farebox.Metering.Expressions;
using Farebox.Metering.Payloads;
using Farebox.Postgres.Configuration;

namespace Farebox.Http.Configuration;

/// <summary>Reads the body that creates a meter.</summary>
internal static class MeterBody
{
    private static readonly string[] Aggregations = [.. AggregationForm.KindWords];
    private static readonly string[] Formats = [UsageFormats.Auto, .. UsageFormats.Names];
    private static readonly string[] Shortfalls = ["debt", "reject"];

    public static ConfigItem? Read(BodyReader body)
    {
        var id = body.RequiredString("id", Rules.Id);
        var eventType = body.RequiredString("event_type", Rules.EventType);
        var filter = ReadFilter(body);
        var aggregation = ReadAggregation(body);
        var usage = ReadUsage(body);
        var components = ReadComponents(body, aggregation.IsCounted, usage is not null);
        var dimensions = body.Strings("dimensions", Rules.Name, Meter.DimensionsMax);
        var shortfall = body.OptionalWord("on_shortfall", Shortfalls) == "reject" ? ShortfallPolicy.Reject : ShortfallPolicy.Debt;
        var isPriced = body.OptionalBoolean("priced", otherwise: true);
        if (body.HasFaults) return null;

        try
        {
            return new MeterItem(new Meter(
                id, eventType, aggregation, components, dimensions, filter, shortfall, isPriced, usage));
        }
        catch (ArgumentException rule)
        {
            body.Fault(rule);
            return null;
        }
    }

    // Reports sum what events bring, which is no maximum, and no average.
    private static AggregationTerms ReadAggregation(BodyReader body)
    {
        AggregationTerms terms = (Aggregation)Math.Max(0, Array.IndexOf(Aggregations, body.OptionalWord("aggregation", Aggregations) ?? "sum"));
        if (terms.Arrears is { } arrears) body.Fault("aggregation", ProblemCodes.InvalidRule, $"{arrears} {AggregationTerms.LiveHint}");
        return terms;
    }

    private static ImmutableArray<MeterComponent> ReadComponents(BodyReader body, bool isCount, bool isOfUsage)
    {
        var components = ImmutableArray.CreateBuilder<MeterComponent>();
        foreach (var item in body.Objects("components", isRequired: !isCount, Meter.ComponentsMax))
        {
            var name = item.RequiredString("class", Rules.Id);
            var expression = ReadExpression(item);
            var field = expression is null && !item.Has("expression") ? ReadField(item, isOfUsage ? name : null) : "";
            var isOptional = item.OptionalBoolean("optional", otherwise: false);
            if (item.HasFaults) continue;

            try
            {
                components.Add(expression is null ? new(name, field, isOptional) : new(name, expression, isOptional));
            }
            catch (ArgumentException rule)
            {
                item.Fault(rule);
            }
        }

        return components.ToImmutable();
    }

    private static string ReadField(BodyReader item, string? otherwise) =>
        otherwise is null ? item.RequiredString("field", Rules.Name) : item.OptionalString("field", Rules.Name) ?? otherwise;

    private static UsageSource? ReadUsage(BodyReader body)
    {
        var format = body.OptionalWord("usage_format", Formats);
        var field = body.OptionalString("usage_field", Rules.Name);
        if (format is null && field is not null) body.Fault("usage_field", ProblemCodes.InvalidRule, "\"usage_field\" goes with \"usage_format\".");
        return format is not null && UsageFormats.TryParse(format, out var known) ? new(known, field) : null;
    }

    private static QuantityExpression? ReadExpression(BodyReader item)
    {
        if (item.OptionalString("expression", Rules.Expression) is not { } text) return null;
        if (item.OptionalString("field", Rules.Name) is not null)
            item.Fault("field", ProblemCodes.InvalidRule, "A component has a \"field\" or an \"expression\", not both.");
        if (QuantityExpression.TryRead(text, out var expression, out var fault)) return expression;

        item.Fault("expression", ProblemCodes.ExpressionInvalid, fault.Detail);
        return null;
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> ReadFilter(BodyReader body)
    {
        var filter = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (field, value) in body.Map("filter", Meter.FilterFieldsMax))
            filter[field] = value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(item => body.Text("filter", item, Rules.Name))]
                : [body.Text("filter", value, Rules.Name)];
        return filter.ToImmutable();
    }
}
