using Farebox.Files.Shapes;

namespace Farebox.Files.Conformance;

/// <summary>The JSON Schema of files of cases, for editors.</summary>
public static class ConformanceSchema
{
    private static readonly Lazy<string> Written =
        new(() => SchemaDocument.Write("Farebox cases", "One YAML file of a folder that farebox conformance reads.", ConformanceShapes.File));

    public static string Text => Written.Value;
}
