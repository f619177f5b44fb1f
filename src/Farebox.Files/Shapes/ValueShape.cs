using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A single value, with or without quotes, taken as it is written: a number where it looks like one, else a text.</summary>
internal sealed class ValueShape(string expected) : Shape
{
    private readonly TextShape _text = new(expected, @"^[\s\S]{0,255}$");

    public override string Expected => expected;

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlScalar { Type: not YamlType.Empty } scalar) return Refuse(node, found);
        return _text.Fault(scalar.Text) is not { } fault || found.Error(node.Place, fault);
    }

    public override void Describe(Utf8JsonWriter json) => SchemaText.WriteTypes(json, "string", "number", "boolean");
}
