using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary><c>true</c> or <c>false</c>, without quotes.</summary>
internal sealed class TruthShape : Shape
{
    public override string Expected => "true or false";

    public override bool Check(YamlNode node, Findings found) => node is YamlScalar { Type: YamlType.Boolean } || Refuse(node, found);

    public override void Describe(Utf8JsonWriter json) => json.WriteString("type", "boolean");
}
