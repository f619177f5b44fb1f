using System.Text.Json;
using System.Text.RegularExpressions;
using Farebox.Files.Shapes;
using Farebox.Files.Yaml;

namespace Farebox.Files.Conformance;

/// <summary>A threshold: a number of zero or more, or a percentage with its sign.</summary>
internal sealed partial class LevelShape : Shape
{
    public override string Expected => "a number of zero or more, or a percentage such as 80%";

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlScalar { Type: not (YamlType.Empty or YamlType.Boolean) } scalar) return Refuse(node, found);
        return Form().IsMatch(scalar.Text) || found.Error(node.Place, $"{Quoted.Of(scalar.Text)} does not fit. Expected: {Expected}.");
    }

    public override void Describe(Utf8JsonWriter json)
    {
        SchemaText.WriteTypes(json, "number", "string");
        json.WriteNumber("minimum", 0);
        json.WriteString("pattern", @"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?%?$");
    }

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?%?\z")]
    private static partial Regex Form();
}
