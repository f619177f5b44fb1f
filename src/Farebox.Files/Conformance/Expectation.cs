using System.Text.Json.Nodes;
using Farebox.Files.Yaml;
using Farebox.Money;

namespace Farebox.Files.Conformance;

/// <summary>Compares what was expected with what came out: numbers by value, lists item by item, maps by the keys that are expected.</summary>
internal static class Expectation
{
    public static IEnumerable<string> Differences(YamlMap expected, JsonObject actual) =>
        expected.Entries.SelectMany(entry => Compare(entry.Key.Text, entry.Value, actual[entry.Key.Text]));

    private static IEnumerable<string> Compare(string path, YamlNode expected, JsonNode? actual) => (expected, actual) switch
    {
        (YamlList list, JsonArray items) when list.Items.Count == items.Count => list.Items.SelectMany((item, i) => Compare($"{path}[{i + 1}]", item, items[i])),
        (YamlMap map, JsonObject members) => map.Entries.SelectMany(entry => Compare($"{path}.{entry.Key.Text}", entry.Value, members[entry.Key.Text])),
        (YamlScalar scalar, JsonValue value) when IsSame(scalar.Text, value.ToString()) => [],
        _ => [$"{path}: expected {Show(expected)}, and this came out: {(actual is null ? "nothing" : Show(actual))}"],
    };

    private static bool IsSame(string expected, string actual) =>
        expected == actual
        || (DecimalText.TryParse(expected, out var left) && DecimalText.TryParse(actual, out var right) && left == right);

    private static string Show(YamlNode node) => node switch
    {
        YamlList list => $"[{string.Join(", ", list.Items.Select(Show))}]",
        YamlMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key.Text}: {Show(entry.Value)}"))}}}",
        YamlScalar scalar => scalar.Text.Length == 0 ? "\"\"" : scalar.Text,
        _ => "",
    };

    private static string Show(JsonNode? node) => node switch
    {
        JsonArray items => $"[{string.Join(", ", items.Select(Show))}]",
        JsonObject members => $"{{{string.Join(", ", members.Select(member => $"{member.Key}: {Show(member.Value)}"))}}}",
        _ => node?.ToString() is { Length: > 0 } text ? text : "\"\"",
    };
}
