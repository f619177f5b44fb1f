using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>Two kinds of map, told apart by whether a key is there.</summary>
internal sealed class KeyedShape(string key, ObjectShape with, ObjectShape without) : Shape
{
    public override string Expected => $"{without.Expected}, or {with.Expected}";

    public override IEnumerable<Shape> Parts => [without, with];

    public override bool Check(YamlNode node, Findings found) => (node is YamlMap map && map.Find(key) is not null ? with : without).Check(node, found);

    public override void Describe(Utf8JsonWriter json) => DescribeAnyOf(json, Parts);
}
