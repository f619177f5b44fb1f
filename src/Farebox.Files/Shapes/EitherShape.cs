using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>A short form for a single value, and the long form for everything else.</summary>
internal sealed class EitherShape(Shape brief, Shape full) : Shape
{
    public override string Expected => $"{brief.Expected}, or {full.Expected},";

    public override IEnumerable<Shape> Parts => [brief, full];

    public override bool Check(YamlNode node, Findings found) => node switch
    {
        YamlScalar { Type: YamlType.Empty } => Refuse(node, found),
        YamlScalar => brief.Check(node, found),
        _ => full.Check(node, found),
    };

    public override void Describe(Utf8JsonWriter json) => DescribeAnyOf(json, Parts);
}
