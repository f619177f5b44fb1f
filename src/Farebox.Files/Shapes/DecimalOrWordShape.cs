using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A decimal number of zero or more, or one word in its place.</summary>
internal sealed class DecimalOrWordShape(string expected, string word) : Shape
{
    private readonly DecimalShape _number = new(expected);

    public override string Expected => $"{expected}, or {word}";

    public override bool Check(YamlNode node, Findings found) =>
        node is YamlScalar { Type: YamlType.Text } scalar && scalar.Text == word || _number.Check(node, found);

    public override void Describe(Utf8JsonWriter json)
    {
        SchemaText.WriteTypes(json, "number", "string");
        json.WriteNumber("minimum", 0);
        json.WriteString("pattern", $@"^({word}|(0|[1-9][0-9]{{0,11}})(\.[0-9]{{1,12}})?)$");
    }
}
