using System.Net;
using System.Text;
using System.Text.Json;

namespace Farebox.Http.Reference;

/// <summary>Writes an OpenAPI document as one page of HTML, which needs no script and no network.</summary>
internal static class ReferencePage
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem 1.5rem 4rem}
        code,pre{font:13px/1.5 ui-monospace,monospace}pre{padding:.7rem 1rem;overflow:auto;border:1px solid #8886;border-radius:6px}
        h2{margin-top:3rem;border-bottom:1px solid #8886}h3{margin-top:2.2rem}table{border-collapse:collapse;width:100%}
        td,th{text-align:left;vertical-align:top;padding:.25rem .8rem .25rem 0;border-bottom:1px solid #8883}
        .method{font-weight:700;display:inline-block;min-width:3.2rem}nav li{list-style:none}nav ul{padding:0}.quiet{opacity:.75}
        """;

    public static string Render(JsonElement document)
    {
        var info = document.GetProperty("info");
        var html = new StringBuilder();
        html.Append($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(info, "title")} API</title><style>{Style}</style>");
        html.Append($"<h1>{Text(info, "title")} API <span class=\"quiet\">{Text(info, "version")}</span></h1><p>{Text(info, "description")}</p>");
        html.Append("<p>The same for programs: <a href=\"openapi.json\">openapi.json</a>.</p><nav>");
        var groups = document.GetProperty("tags").EnumerateArray().Select(tag => (Tag: tag, Operations: OperationsOf(document, tag.GetProperty("name").GetString()!))).ToArray();
        foreach (var (tag, operations) in groups) WriteLinks(html, tag, operations);
        html.Append("</nav>");

        var schemas = new SchemaHtml(html);
        foreach (var (tag, operations) in groups)
        {
            html.Append($"<h2>{Text(tag, "name")}</h2><p>{Text(tag, "description")}</p>");
            foreach (var operation in operations) WriteOperation(html, operation, document);
        }

        html.Append("<h2>Schemas</h2>");
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject()) schemas.WriteNamed(schema);
        return html.Append("</html>").ToString();
    }

    /// <summary>The text of a member, safe to stand in a page; empty when there is none.</summary>
    public static string Text(JsonElement of, string member) =>
        of.TryGetProperty(member, out var value) ? WebUtility.HtmlEncode(value.ToString()) : "";

    private static (string Method, string Path, JsonElement Operation, JsonElement PathItem)[] OperationsOf(JsonElement document, string tag) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where operation.Name != "parameters" && operation.Value.GetProperty("tags")[0].GetString() == tag
           select (operation.Name.ToUpperInvariant(), path.Name, operation.Value, path.Value),
    ];

    private static void WriteLinks(StringBuilder html, JsonElement tag, (string Method, string Path, JsonElement Operation, JsonElement PathItem)[] operations)
    {
        html.Append($"<b>{Text(tag, "name")}</b><ul>");
        foreach (var (method, path, operation, _) in operations)
            html.Append($"<li><a href=\"#{Text(operation, "operationId")}\"><code><span class=\"method\">{method}</span> {path}</code></a> {Text(operation, "summary")}");
        html.Append("</ul>");
    }

    private static void WriteOperation(
        StringBuilder html, (string Method, string Path, JsonElement Operation, JsonElement PathItem) at, JsonElement document)
    {
        html.Append($"<h3 id=\"{Text(at.Operation, "operationId")}\"><code><span class=\"method\">{at.Method}</span> {at.Path}</code></h3>");
        html.Append($"<p>{Text(at.Operation, "summary")} {Text(at.Operation, "description")}</p>");
        foreach (var holder in new[] { at.PathItem, at.Operation }) WriteParameters(html, holder, document);
        if (at.Operation.TryGetProperty("requestBody", out var body))
        {
            var content = body.GetProperty("content").EnumerateObject().First().Value;
            html.Append($"<p>Body: {SchemaHtml.NameOf(content.GetProperty("schema"))} <span class=\"quiet\">{Text(body, "description")}</span></p>");
            WriteExample(html, content);
        }

        html.Append("<table><tr><th>status<th>answer");
        foreach (var response in at.Operation.GetProperty("responses").EnumerateObject()) WriteResponse(html, response);
        html.Append("</table>");
        if (at.Operation.GetProperty("responses").EnumerateObject().First().Value.TryGetProperty("content", out var answered)) WriteExample(html, answered.EnumerateObject().First().Value);
    }

    private static void WriteParameters(StringBuilder html, JsonElement holder, JsonElement document)
    {
        if (!holder.TryGetProperty("parameters", out var parameters)) return;
        foreach (var parameter in parameters.EnumerateArray().Select(parameter => SchemaHtml.Resolve(document, parameter)))
            html.Append($"<p><code>{Text(parameter, "name")}</code> <span class=\"quiet\">({Text(parameter, "in")}) {SchemaHtml.NameOf(parameter.GetProperty("schema"))}</span> {Text(parameter, "description")}</p>");
    }

    private static void WriteResponse(StringBuilder html, JsonProperty response)
    {
        html.Append($"<tr><td>{response.Name}<td>{Text(response.Value, "description")} ");
        if (response.Value.TryGetProperty("content", out var content) && response.Name[0] == '2') html.Append(SchemaHtml.NameOf(content.EnumerateObject().First().Value.GetProperty("schema")));
    }

    private static void WriteExample(StringBuilder html, JsonElement content)
    {
        if (content.TryGetProperty("example", out _)) html.Append($"<pre>{Text(content, "example")}</pre>");
    }
}
