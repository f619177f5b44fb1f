using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A list of things of one shape.</summary>
internal sealed class ListShape(string expected, Shape item, int countMin, int countMax) : Shape
{
    public override string Expected => expected;

    public override IEnumerable<Shape> Parts => [item];

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlList list) return Refuse(node, found);
        if (list.Items.Count < countMin || list.Items.Count > countMax)
            return found.Error(list.Place, $"{expected} has {countMin} to {countMax} items, and this has {list.Items.Count}.");

        var fits = true;
        foreach (var value in list.Items) fits &= item.Check(value, found);
        return fits;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "array");
        if (countMin > 0) json.WriteNumber("minItems", countMin);
        json.WriteNumber("maxItems", countMax);
        json.WriteStartObject("items");
        item.Describe(json);
        json.WriteEndObject();
    }
}
