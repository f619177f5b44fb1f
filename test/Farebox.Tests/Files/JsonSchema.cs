using System.Text.Json;
using System.Text.RegularExpressions;

namespace Farebox.Tests.Files;

/// <summary>Validates JSON by as much of JSON Schema 2020-12 as our schemas use. A keyword that is not known here is a failure, not ignored.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] Silent = ["$schema", "$defs", "title", "description"];

    public bool Accepts(JsonElement value) => Fits(root, value);

    private bool Fits(JsonElement schema, JsonElement value)
    {
        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        return schema.EnumerateObject().Where(keyword => !Silent.Contains(keyword.Name)).All(keyword => keyword.Name switch
        {
            "$ref" => Fits(Resolve(keyword.Value.GetString()!), value),
            "type" => keyword.Value.ValueKind == JsonValueKind.Array
                ? keyword.Value.EnumerateArray().Any(type => IsOf(value, type.GetString()!))
                : IsOf(value, keyword.Value.GetString()!),
            "enum" => keyword.Value.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)),
            "anyOf" => keyword.Value.EnumerateArray().Any(item => Fits(item, value)),
            "oneOf" => keyword.Value.EnumerateArray().Count(item => Fits(item, value)) == 1,
            "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal(),
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(),
            "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(),
            "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Fits(keyword.Value, item)),
            _ => value.ValueKind != JsonValueKind.Object || FitsObject(keyword, value, properties),
        });
    }

    private bool FitsObject(JsonProperty keyword, JsonElement value, JsonElement properties) => keyword.Name switch
    {
        "properties" => value.EnumerateObject().All(member => !keyword.Value.TryGetProperty(member.Name, out var schema) || Fits(schema, member.Value)),
        "required" => keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "minProperties" => value.EnumerateObject().Count() >= keyword.Value.GetInt32(),
        "maxProperties" => value.EnumerateObject().Count() <= keyword.Value.GetInt32(),
        "propertyNames" => value.EnumerateObject().All(member => Fits(keyword.Value, JsonSerializer.SerializeToElement(member.Name))),
        "additionalProperties" => value.EnumerateObject()
            .Where(member => properties.ValueKind != JsonValueKind.Object || !properties.TryGetProperty(member.Name, out _))
            .All(member => keyword.Value.ValueKind switch { JsonValueKind.False => false, JsonValueKind.True => true, _ => Fits(keyword.Value, member.Value) }),
        _ => throw new NotSupportedException($"The keyword {keyword.Name} is not known here."),
    };

    private JsonElement Resolve(string reference) =>
        reference.Split('/')[1..].Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDecimal() % 1m == 0m,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The type {type} is not known here."),
    };
}
