using System.Text.Json;
using System.Text.Json.Nodes;
using Farebox.Http;

namespace Farebox.IntegrationTests.Contract;

/// <summary>
/// Makes one document of the pieces in <c>docs/reference/openapi</c>. An operation of a piece lists its <c>x-codes</c>, single codes or groups of
/// <c>base.json</c>; here they become responses, by the status that the registry has for each code.
/// </summary>
internal static class OpenApiPieces
{
    private const string Codes = "x-codes";
    private const string Groups = "x-code-groups";

    /// <param name="pieces">The base first.</param>
    public static JsonObject Merge(IReadOnlyList<JsonObject> pieces)
    {
        var document = pieces[0].DeepClone().AsObject();
        foreach (var piece in pieces.Skip(1))
        {
            AddPaths(document["paths"]!.AsObject(), piece["paths"]!.AsObject());
            Add(document["components"]!["schemas"]!.AsObject(), piece["components"]?["schemas"]?.AsObject() ?? []);
        }

        var groups = document[Groups]!.AsObject();
        document.Remove(Groups);
        foreach (var (_, path) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in path!.AsObject())
            {
                if (method != "parameters") AddResponses(operation!.AsObject(), groups);
            }
        }

        return document;
    }

    // A path may be spoken of by several pieces, a method of it by one.
    private static void AddPaths(JsonObject all, JsonObject more)
    {
        foreach (var (path, operations) in more)
        {
            if (!all.TryGetPropertyValue(path, out var known)) all[path] = known = new JsonObject();
            Add(known!.AsObject(), operations!.AsObject());
        }
    }

    private static void Add(JsonObject all, JsonObject more)
    {
        foreach (var (name, value) in more)
        {
            if (!all.TryAdd(name, value!.DeepClone())) throw new InvalidOperationException($"Two pieces have {name}.");
        }
    }

    private static void AddResponses(JsonObject operation, JsonObject groups)
    {
        var responses = operation["responses"]!.AsObject();
        foreach (var (_, response) in responses) response!["headers"] = Headers(("X-Request-Id", "RequestId"));

        var codes = operation[Codes]!.GetValue<string>().Split(' ')
            .SelectMany(word => groups.TryGetPropertyValue(word, out var group) ? group!.AsArray().Select(code => code!.GetValue<string>()) : [word])
            .Select(ProblemCodes.Of)
            .ToHashSet();
        operation.Remove(Codes);
        foreach (var status in codes.GroupBy(code => code.Status).OrderBy(status => status.Key))
            responses[$"{status.Key}"] = Refusal(status.Key, [.. ProblemCodes.All.Where(status.Contains)]);
    }

    private static JsonObject Refusal(int status, ProblemCode[] codes) => new()
    {
        ["description"] = string.Join(" ", codes.Select(code => $"`{code.Code}`: {code.Title}.")),
        ["headers"] = Headers([("X-Request-Id", "RequestId"), .. status == 503 ? [("Retry-After", "RetryAfter")] : NoHeaders, .. status == 401 ? [("WWW-Authenticate", "Authenticate")] : NoHeaders]),
        ["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = new JsonObject
                {
                    ["$ref"] = "#/components/schemas/Problem",
                    ["properties"] = new JsonObject
                    {
                        ["status"] = new JsonObject { ["const"] = status },
                        ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => JsonValue.Create(code.Code))]) },
                    },
                },
            },
        },
    };

    private static readonly (string, string)[] NoHeaders = [];

    private static JsonObject Headers(params (string Name, string Component)[] headers) =>
        new(headers.Select(header => KeyValuePair.Create<string, JsonNode?>(header.Name, new JsonObject { ["$ref"] = $"#/components/headers/{header.Component}" })));

    public static JsonObject Parse(string json) => JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
}
