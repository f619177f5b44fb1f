using System.Text.Json;
using Farebox.Http.Edge;

namespace Farebox.IntegrationTests.Contract;

/// <summary>The committed document, asked whether what was sent and what was answered is as it says.</summary>
internal sealed class OpenApiDocument
{
    private static readonly Lazy<OpenApiDocument> Shared = new(() => new(JsonDocument.Parse(File.ReadAllText(Paths.Document)).RootElement));

    private readonly SchemaValidator _schemas;
    private readonly RouteTable _routes;

    public OpenApiDocument(JsonElement root)
    {
        Root = root;
        _schemas = new(root);
        _routes = new(Operations.Select(operation => new ApiRoute(operation.Method, operation.Path, _ => default)));
    }

    public static OpenApiDocument Committed => Shared.Value;

    public JsonElement Root { get; }

    public IEnumerable<(string Method, string Path, JsonElement Operation)> Operations =>
        from path in Root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name != "parameters"
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    public List<string> Faults(JsonElement schema, JsonElement value) => _schemas.Faults(schema, value);

    /// <summary>What of an exchange the document does not have.</summary>
    public IEnumerable<string> Faults(Exchange exchange)
    {
        var found = _routes.Find(exchange.Target.Split('?')[0], out _);
        var method = exchange.Method == "HEAD" ? "GET" : exchange.Method;
        if (found?.FirstOrDefault(route => route.Method == method) is not { } route) return OfNowhere(exchange, found is null ? 404 : 405);

        var operation = Root.GetProperty("paths").GetProperty(route.Path).GetProperty(method.ToLowerInvariant());
        var name = $"{exchange.Method} {route.Path}";
        if (!operation.GetProperty("responses").TryGetProperty($"{exchange.Status}", out var response))
            return [$"{name} answered {exchange.Status}, which its responses do not have ({CodeOf(exchange)}): add the code to its x-codes"];
        return [.. OfHeaders(exchange, response).Concat(OfBody(exchange, response)).Concat(OfRequest(exchange, operation)).Select(fault => $"{name} answered {exchange.Status}: {fault}")];
    }

    // A path or a method that is not there is refused by the edge, in the form that every refusal has.
    private List<string> OfNowhere(Exchange exchange, int status)
    {
        if (exchange.Status != status) return [$"{exchange.Method} {exchange.Target} is not in the document and was answered {exchange.Status}"];
        return exchange.Method == "HEAD" || exchange.Json is not { } body ? [] : Faults(Root.GetProperty("components").GetProperty("schemas").GetProperty("Problem"), body);
    }

    private static IEnumerable<string> OfHeaders(Exchange exchange, JsonElement response) =>
        response.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject().Where(header => !exchange.Headers.Contains(header.Name)).Select(header => $"the header {header.Name} is missing")
            : [];

    private List<string> OfBody(Exchange exchange, JsonElement response)
    {
        if (exchange.Method == "HEAD") return [];
        if (!response.TryGetProperty("content", out var content) || !content.TryGetProperty(exchange.ContentType ?? "", out var media))
            return [$"the media type {exchange.ContentType} is not in the document"];
        return exchange.Json is { } body ? Faults(media.GetProperty("schema"), body) : [];
    }

    // What was taken must be what the document says is taken. A request of events is taken with bad ones among them.
    private IEnumerable<string> OfRequest(Exchange exchange, JsonElement operation)
    {
        if (exchange.Status >= 300 || exchange.Sent is not { } sent || operation.GetProperty("operationId").GetString() == "recordEvents") return [];
        if (!operation.TryGetProperty("requestBody", out var body)) return [];
        return Faults(body.GetProperty("content").GetProperty("application/json").GetProperty("schema"), sent).Select(fault => $"a body was taken that the document does not allow: {fault}");
    }

    private static string CodeOf(Exchange exchange) => exchange.Json is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("code", out var code) ? $"{code}" : "no code";
}
