using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Farebox.Files.Shapes;

/// <summary>A JSON Schema (draft 2020-12) written from what files are checked by.</summary>
internal static class SchemaDocument
{
    public static string Write(string title, string description, ObjectShape root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", title);
            json.WriteString("description", description);
            root.Describe(json);
            json.WriteStartObject("$defs");
            foreach (var shape in Named(root, []))
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
