using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A map whose keys another reader knows, such as the terms of a charge; here it only has to be one.</summary>
internal sealed class OpenShape(string expected) : Shape
{
    public override string Expected => expected;

    public override bool Check(YamlNode node, Findings found) => node is YamlMap || Refuse(node, found);

    public override void Describe(Utf8JsonWriter json) => json.WriteString("type", "object");
}
