using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A list where the order tells things apart, and a map where names do.</summary>
internal sealed class ListOrMapShape(ListShape list, MapShape map) : Shape
{
    public override string Expected => $"{list.Expected}, or {map.Expected},";

    public override IEnumerable<Shape> Parts => [list, map];

    public override bool Check(YamlNode node, Findings found) => node switch
    {
        YamlList => list.Check(node, found),
        YamlMap => map.Check(node, found),
        _ => Refuse(node, found),
    };

    public override void Describe(Utf8JsonWriter json) => DescribeAnyOf(json, Parts);
}
