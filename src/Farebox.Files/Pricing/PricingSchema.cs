using Farebox.Files.Shapes;

namespace Farebox.Files;

/// <summary>The JSON Schema of price files, for editors.</summary>
public static class PricingSchema
{
    /// <summary>Where the server has it.</summary>
    public const string Path = "/schemas/pricing.json";

    private static readonly Lazy<string> Written =
        new(() => SchemaDocument.Write("Farebox price files", "One YAML file of a folder that farebox check and farebox apply read.", PricingShapes.File));

    public static string Text => Written.Value;
}
