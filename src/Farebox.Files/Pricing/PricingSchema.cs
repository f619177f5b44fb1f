using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Farebox.Files.Shapes;

namespace Farebox.Files;

/// <summary>The JSON Schema (draft 2020-12) of price files, for editors. Written from what files are checked by.</summary>
public static class PricingSchema
{
    /// <summary>Where the server has it.</summary>
    public const string Path = "/schemas/pricing.json";

    private static readonly Lazy<string> Written = new(Write);

    public static string Text => Written.Value;

    private static string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "Farebox price files");
            json.WriteString("description", "One YAML file of a folder that farebox check and farebox apply read.");
            PricingShapes.File.Describe(json);
            json.WriteStartObject("$defs");
            foreach (var shape in Named(PricingShapes.File, []))
            {
                json.WriteStartObject(shape.Name);
                shape.Define(json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static ObjectShape[] Named(Shape shape, HashSet<Shape> seen)
    {
        if (!seen.Add(shape)) return [];
        ObjectShape[] inside = [.. shape.Parts.SelectMany(part => Named(part, seen))];
        return shape is ObjectShape named ? [named, .. inside] : inside;
    }
}
