using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Farebox.Files;
using Farebox.Files.Yaml;

namespace Farebox.Tests.Files;

/// <summary>YAML as the JSON that an editor validates: plain scalars by the core schema of YAML 1.2.</summary>
internal static class YamlJson
{
    /// <returns>Nothing where the text is not YAML, or has what YAML allows and price files do not.</returns>
    public static JsonElement? Of(string text)
    {
        var found = new Findings();
        var node = YamlSource.Read("a.yaml", Encoding.UTF8.GetBytes(text), found) is { } source ? YamlComposer.Read("a.yaml", source, found) : null;
        return found.Errors == 0 && node is not null ? JsonSerializer.SerializeToElement(Node(node)) : null;
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Node(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar { Type: YamlType.Empty } => null,
        YamlScalar { Type: YamlType.Boolean } truth => JsonValue.Create(truth.Text.Equals("true", StringComparison.OrdinalIgnoreCase)),
        YamlScalar { Type: YamlType.Integer or YamlType.Number } number => JsonValue.Create(decimal.Parse(number.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException($"{node} is no case of a YAML value."),
    };
}
