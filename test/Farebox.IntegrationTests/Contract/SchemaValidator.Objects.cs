using System.Text.Json;

namespace Farebox.IntegrationTests.Contract;

internal sealed partial class SchemaValidator
{
    private static readonly string[] OfObjects =
    [
        "required", "properties", "patternProperties", "additionalProperties", "unevaluatedProperties", "propertyNames", "minProperties", "maxProperties",
        "dependentSchemas",
    ];

    private static bool IsOfObject(string keyword) => OfObjects.Contains(keyword);

    private bool ApplyObject(JsonProperty keyword, JsonElement value, Check check)
    {
        switch (keyword.Name)
        {
            case "required":
                foreach (var name in keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))) check.Fail($"lacks '{name}'");
                return true;
            case "propertyNames":
                foreach (var member in value.EnumerateObject()) Apply(keyword.Value, JsonSerializer.SerializeToElement(member.Name), check.Inside(member.Name));
                return true;
            case "minProperties":
                if (value.EnumerateObject().Count() < keyword.Value.GetInt32()) check.Fail("has too few members");
                return true;
            case "maxProperties":
                if (value.EnumerateObject().Count() > keyword.Value.GetInt32()) check.Fail("has too many members");
                return true;
            case "dependentSchemas":
                foreach (var dependent in keyword.Value.EnumerateObject().Where(dependent => value.TryGetProperty(dependent.Name, out _)))
                    Apply(dependent.Value, value, check);
                return true;
            default:
                return false;
        }
    }

    // In this order: what names members first, then what takes those that nothing has named.
    private void ApplyRest(JsonElement schema, JsonElement value, Check check)
    {
        var named = new HashSet<string>();
        foreach (var member in value.EnumerateObject())
        {
            foreach (var property in Naming(schema, member.Name))
            {
                named.Add(member.Name);
                Apply(property, member.Value, check.Inside(member.Name));
            }
        }

        check.Evaluated.UnionWith(named);
        if (schema.TryGetProperty("additionalProperties", out var additional)) ApplyTo(additional, value, named, check);
        if (schema.TryGetProperty("unevaluatedProperties", out var unevaluated)) ApplyTo(unevaluated, value, [.. check.Evaluated], check);
    }

    private static IEnumerable<JsonElement> Naming(JsonElement schema, string name)
    {
        if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var property)) yield return property;
        if (!schema.TryGetProperty("patternProperties", out var patterns)) yield break;
        foreach (var pattern in patterns.EnumerateObject().Where(pattern => PatternOf(pattern.Name).IsMatch(name))) yield return pattern.Value;
    }

    private void ApplyTo(JsonElement schema, JsonElement value, HashSet<string> except, Check check)
    {
        foreach (var member in value.EnumerateObject().Where(member => !except.Contains(member.Name)))
        {
            check.Evaluated.Add(member.Name);
            if (schema.ValueKind == JsonValueKind.False) check.Fail($"has '{member.Name}', which is not allowed");
            else Apply(schema, member.Value, check.Inside(member.Name));
        }
    }
}
