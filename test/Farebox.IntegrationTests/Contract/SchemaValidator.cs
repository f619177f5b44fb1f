using System.Text.Json;

namespace Farebox.IntegrationTests.Contract;

/// <summary>JSON Schema 2020-12, as much of it as our document and the schema of OpenAPI use. A keyword it does not know is an error, never passed over.</summary>
/// <param name="root">The document in which references are looked up.</param>
internal sealed partial class SchemaValidator(JsonElement root)
{
    // What says something about the schema and nothing about the value.
    private static readonly HashSet<string> Annotations =
        ["$schema", "$id", "$defs", "$comment", "$dynamicAnchor", "description", "title", "default", "example", "examples", "format", "then", "else"];

    /// <summary>Everything in the value that the schema does not allow.</summary>
    public List<string> Faults(JsonElement schema, JsonElement value)
    {
        var check = new Check("", []);
        Apply(schema, value, check);
        return check.Errors;
    }

    private void Apply(JsonElement schema, JsonElement value, Check check)
    {
        if (schema.ValueKind == JsonValueKind.False) check.Fail("nothing is allowed here");
        if (schema.ValueKind != JsonValueKind.Object) return;

        foreach (var keyword in schema.EnumerateObject()) Apply(keyword, schema, value, check);
        if (value.ValueKind == JsonValueKind.Object) ApplyRest(schema, value, check);
    }

    private void Apply(JsonProperty keyword, JsonElement schema, JsonElement value, Check check)
    {
        if (Annotations.Contains(keyword.Name) || keyword.Name.StartsWith("x-", StringComparison.Ordinal)) return;
        if (ApplyCombined(keyword, schema, value, check) || ApplyPlain(keyword, value, check)) return;

        var isKnown = value.ValueKind switch
        {
            JsonValueKind.Object => ApplyObject(keyword, value, check) || IsOfObject(keyword.Name),
            JsonValueKind.Array => ApplyArray(keyword, value, check),
            JsonValueKind.String => ApplyString(keyword, value, check),
            JsonValueKind.Number => ApplyNumber(keyword, value, check),
            _ => false,
        };
        if (!isKnown && !Elsewhere.Contains(keyword.Name) && !IsOfObject(keyword.Name))
            throw new NotSupportedException($"The validator does not know the keyword '{keyword.Name}'.");
    }

    private bool ApplyCombined(JsonProperty keyword, JsonElement schema, JsonElement value, Check check)
    {
        switch (keyword.Name)
        {
            case "$ref":
                Apply(Resolve(keyword.Value.GetString()!), value, check);
                return true;
            case "allOf":
                foreach (var part in keyword.Value.EnumerateArray()) Apply(part, value, check);
                return true;
            case "anyOf" or "oneOf":
                ApplyChoice(keyword, value, check);
                return true;
            case "not":
                if (Try(keyword.Value, value, check) is not null) check.Fail("this is what is not allowed");
                return true;
            case "if":
                var isSo = Try(keyword.Value, value, check);
                if (isSo is not null) check.Evaluated.UnionWith(isSo.Evaluated);
                if (schema.TryGetProperty(isSo is not null ? "then" : "else", out var consequence)) Apply(consequence, value, check);
                return true;
            default:
                return false;
        }
    }

    private void ApplyChoice(JsonProperty keyword, JsonElement value, Check check)
    {
        var tried = keyword.Value.EnumerateArray().Select(part => Run(part, value, check)).ToArray();
        var passed = tried.Where(choice => choice.Errors.Count == 0).ToArray();
        foreach (var choice in passed) check.Evaluated.UnionWith(choice.Evaluated);
        if (passed.Length == 0) check.Fail($"none of {tried.Length} fits: {string.Join(" | ", tried.Select(choice => choice.Errors[0]))}");
        if (passed.Length > 1 && keyword.Name == "oneOf") check.Fail($"{passed.Length} fit where one must");
    }

    private Check? Try(JsonElement schema, JsonElement value, Check check) => Run(schema, value, check) is { Errors.Count: 0 } passed ? passed : null;

    private Check Run(JsonElement schema, JsonElement value, Check check)
    {
        var attempt = new Check(check.Pointer, []);
        Apply(schema, value, attempt);
        return attempt;
    }

    private JsonElement Resolve(string reference)
    {
        var found = root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!found.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out found))
                throw new NotSupportedException($"{reference} leads nowhere.");
        }

        return found;
    }

    /// <summary>Where in the value we are, what is wrong so far, and which members some schema has spoken of.</summary>
    private sealed record Check(string Pointer, List<string> Errors)
    {
        public HashSet<string> Evaluated { get; } = [];

        public void Fail(string what) => Errors.Add($"{(Pointer.Length == 0 ? "the whole" : Pointer)}: {what}");

        public Check Inside(string step) => new($"{Pointer}/{step}", Errors);
    }
}
