using Farebox.Money;

namespace Farebox.Files.Yaml;

/// <summary>Reads values whose shape has been checked.</summary>
internal static class YamlFields
{
    public static string? Text(this YamlMap map, string key) => (map.Find(key) as YamlScalar)?.Text;

    public static string Required(this YamlMap map, string key) => map.Text(key) ?? throw new InvalidOperationException($"'{key}' was not checked.");

    public static bool Truth(this YamlMap map, string key, bool otherwise) =>
        map.Text(key) is { } text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : otherwise;

    /// <summary>The entries of a map inside; none when it is left out.</summary>
    public static IEnumerable<KeyValuePair<YamlScalar, YamlNode>> Entries(this YamlMap map, string key) => (map.Find(key) as YamlMap)?.Entries ?? [];

    public static IReadOnlyList<YamlNode> Items(this YamlMap map, string key) => (map.Find(key) as YamlList)?.Items ?? [];

    /// <summary>The same map, or an empty one for a thing that has nothing after its colon.</summary>
    public static YamlMap OrEmpty(this YamlNode node) => node as YamlMap ?? new YamlMap(node.Place, []);

    public static decimal Number(this YamlScalar scalar) =>
        DecimalText.TryParse(scalar.Text, out var number) ? number : throw new InvalidOperationException($"'{scalar.Text}' was not checked.");

    /// <summary>The texts of a list, or the single one that stands for it.</summary>
    public static IEnumerable<string> Texts(this YamlNode node) => node is YamlList list ? list.Items.Cast<YamlScalar>().Select(item => item.Text) : [((YamlScalar)node).Text];
}
