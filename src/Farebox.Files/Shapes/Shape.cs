using System.Text.Json;
using Farebox.Files.Yaml;

namespace Farebox.Files.Shapes;

/// <summary>What may stand at a place of a file. It checks values and describes itself in JSON Schema, so that both always say the same.</summary>
internal abstract class Shape
{
    /// <summary>What a message says is expected, for example <c>a map of assets by code</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether the value fits. Everything that does not is found, not only the first.</summary>
    public abstract bool Check(YamlNode node, Findings found);

    /// <summary>Writes the keywords of its schema into the object that is open.</summary>
    public abstract void Describe(Utf8JsonWriter json);

    /// <summary>The shapes inside, of which those with a name are written down once.</summary>
    public virtual IEnumerable<Shape> Parts => [];

    /// <summary>Writes that any one of some shapes fits.</summary>
    protected static void DescribeAnyOf(Utf8JsonWriter json, IEnumerable<Shape> shapes)
    {
        json.WriteStartArray("anyOf");
        foreach (var shape in shapes)
        {
            json.WriteStartObject();
            shape.Describe(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    protected bool Refuse(YamlNode node, Findings found) => found.Error(node.Place, $"{Expected} is expected here, and this is {node.Kind}.");
}
