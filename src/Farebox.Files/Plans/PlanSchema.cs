using Farebox.Files.Plans;
using Farebox.Files.Shapes;

namespace Farebox.Files;

/// <summary>The JSON Schema of plan files, for editors.</summary>
public static class PlanSchema
{
    private static readonly Lazy<string> Written =
        new(() => SchemaDocument.Write("Farebox plan files", "One YAML file that farebox price, farebox backtest and farebox check read.", PlanShapes.File));

    public static string Text => Written.Value;
}
