using System.Net;
using System.Text;
using System.Text.Json;

namespace Farebox.Http.Reference;

/// <summary>Writes schemas as tables of their members.</summary>
internal sealed class SchemaHtml(StringBuilder html)
{
    // What is said about a value besides its type, in the words of JSON Schema.
    private static readonly string[] Bounds = ["pattern", "const", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "maxProperties", "default"];

    /// <summary>What a local reference leads to, or the element itself.</summary>
    public static JsonElement Resolve(JsonElement document, JsonElement element)
    {
        if (!element.TryGetProperty("$ref", out var reference)) return element;
        return reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(document, (at, step) => at.GetProperty(step));
    }

    public void WriteNamed(JsonProperty schema)
    {
        html.Append($"<h3 id=\"schema-{schema.Name}\"><code>{schema.Name}</code></h3><p>{ReferencePage.Text(schema.Value, "description")} <span class=\"quiet\">{Details(schema.Value)}</span></p>");
        if (!schema.Value.TryGetProperty("properties", out var properties)) return;

        var required = schema.Value.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        html.Append("<table>");
        foreach (var member in properties.EnumerateObject())
            html.Append($"<tr><td><code>{WebUtility.HtmlEncode(member.Name)}</code><td>{(required.Contains(member.Name) ? "required" : "")}<td>{NameOf(member.Value)} <span class=\"quiet\">{Details(member.Value)}</span><td>{ReferencePage.Text(member.Value, "description")}");
        html.Append("</table>");
    }

    /// <summary>A link to a named schema, or what kind of value it is.</summary>
    public static string NameOf(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!.Split('/')[^1];
            return $"<a href=\"#schema-{name}\"><code>{name}</code></a>";
        }

        if (schema.TryGetProperty("oneOf", out var choices)) return string.Join(" or ", choices.EnumerateArray().Select(NameOf));
        if (schema.TryGetProperty("items", out var items)) return $"array of {NameOf(items)}";
        if (schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object) return $"object of {NameOf(values)}";
        return schema.TryGetProperty("type", out var type) ? WebUtility.HtmlEncode(type.ToString()) : "";
    }

    private static string Details(JsonElement schema)
    {
        var details = Bounds.Where(bound => schema.TryGetProperty(bound, out _)).Select(bound => $"{bound} <code>{ReferencePage.Text(schema, bound)}</code>");
        return string.Join(" ", schema.TryGetProperty("enum", out var words) ? details.Prepend(Words(words)) : details);
    }

    private static string Words(JsonElement words) => string.Join(" | ", words.EnumerateArray().Select(word => $"<code>{WebUtility.HtmlEncode(word.ToString())}</code>"));
}
