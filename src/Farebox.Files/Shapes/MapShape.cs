using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A map whose keys the author chooses: the ids of things, or the names of fields.</summary>
internal sealed class MapShape(string expected, TextShape key, Shape value, int countMax = int.MaxValue) : Shape
{
    public override string Expected => expected;

    public override IEnumerable<Shape> Parts => [value];

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlMap map) return Refuse(node, found);
        if (map.Entries.Count > countMax) return found.Error(map.Place, $"{expected} has at most {countMax} keys, and this has {map.Entries.Count}.");

        var fits = true;
        foreach (var (name, item) in map.Entries)
        {
            if (key.Fault(name.Text) is { } fault) fits = found.Error(name.Place, fault);
            fits &= value.Check(item, found);
        }

        return fits;
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        if (countMax < int.MaxValue) json.WriteNumber("maxProperties", countMax);
        json.WriteStartObject("propertyNames");
        key.Describe(json);
        json.WriteEndObject();
        json.WriteStartObject("additionalProperties");
        value.Describe(json);
        json.WriteEndObject();
    }
}
