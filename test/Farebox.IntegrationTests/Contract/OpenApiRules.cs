using System.Text.Json;
using Farebox.Http.Edge;

namespace Farebox.IntegrationTests.Contract;

/// <summary>What must be true of the document as a whole.</summary>
internal static class OpenApiRules
{
    private static readonly JsonElement Official =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", "openapi-3.1-schema.json"))).RootElement;

    public static IEnumerable<string> Faults(JsonElement document)
    {
        var faults = new SchemaValidator(Official).Faults(Official, document);
        return faults.Count > 0 ? faults : [.. OfExamples(document)];
    }

    /// <summary>Routes that only one of the two has, and parameters in which they differ.</summary>
    public static IEnumerable<string> Differences(IEnumerable<ApiRoute> routes, OpenApiDocument document)
    {
        var served = routes.ToDictionary(route => $"{route.Method} {route.Path}");
        var documented = document.Operations.ToDictionary(operation => $"{operation.Method} {operation.Path}");
        return
        [
            .. served.Keys.Except(documented.Keys).Select(route => $"{route} is not documented: add it to a piece in docs/reference/openapi, then run OpenApiTests with FAREBOX_WRITE_DOCS=1"),
            .. documented.Keys.Except(served.Keys).Select(route => $"{route} is documented and does not exist"),
            .. served.Keys.Intersect(documented.Keys).Where(route => !served[route].Parameters.Order().SequenceEqual(Parameters(documented[route].Operation, document.Root).Order()))
                .Select(route => $"{route} reads other parameters than the document has: {string.Join(", ", served[route].Parameters)}"),
            .. served.Keys.Intersect(documented.Keys).Where(route => served[route].IsOpen != documented[route].Operation.TryGetProperty("security", out _))
                .Select(route => $"{route} needs a key in one of the two only"),
        ];
    }

    private static IEnumerable<string> Parameters(JsonElement operation, JsonElement root) =>
        from parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToArray() : []
        let actual = parameter.TryGetProperty("$ref", out var reference)
            ? root.GetProperty("components").GetProperty("parameters").GetProperty(reference.GetString()!.Split('/')[^1])
            : parameter
        where actual.GetProperty("in").GetString() == "query"
        select actual.GetProperty("name").GetString()!;

    // An example is what people copy, so it must be one. This also runs every schema that is used through the validator.
    private static IEnumerable<string> OfExamples(JsonElement document)
    {
        var schemas = new SchemaValidator(document);
        return from example in Examples(document, "")
               from fault in schemas.Faults(example.Schema, example.Example)
               select $"the example at {example.Where}: {fault}";
    }

    private static IEnumerable<(string Where, JsonElement Schema, JsonElement Example)> Examples(JsonElement node, string where)
    {
        if (node.ValueKind == JsonValueKind.Array) return node.EnumerateArray().Index().SelectMany(item => Examples(item.Item, $"{where}/{item.Index}"));
        if (node.ValueKind != JsonValueKind.Object) return [];
        if (node.TryGetProperty("schema", out var schema) && node.TryGetProperty("example", out var example)) return [(where, schema, example)];
        return node.EnumerateObject().SelectMany(member => Examples(member.Value, $"{where}/{member.Name}"));
    }
}
