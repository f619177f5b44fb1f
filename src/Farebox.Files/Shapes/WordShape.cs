using System.Text.Json;
using Farebox.Files.Yaml;
using Farebox.Wording;

namespace Farebox.Files.Shapes;

/// <summary>One of a few words.</summary>
internal sealed class WordShape(params string[] words) : Shape
{
    public override string Expected => Quoted.List(words);

    public override bool Check(YamlNode node, Findings found)
    {
        if (node is not YamlScalar scalar) return Refuse(node, found);
        if (scalar.Type == YamlType.Text && words.Contains(scalar.Text, StringComparer.Ordinal)) return true;

        var meant = NearestName.Of(scalar.Text, words) is { } nearest ? $" Did you mean {nearest}?" : "";
        return found.Error(node.Place, $"{Quoted.Of(scalar.Text)} is not allowed here.{meant} Expected: {Expected}.");
    }

    public override void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("enum");
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
