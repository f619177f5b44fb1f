using Farebox.IntegrationTests.Http;

namespace Farebox.IntegrationTests.Contract;

/// <summary>Where the document and its pieces are.</summary>
internal static class Paths
{
    private static readonly string Reference = Path.GetDirectoryName(ErrorsPage.Path())!;

    public static string Document => Path.Combine(Reference, "openapi.json");

    /// <summary>The pieces, the base first.</summary>
    public static IEnumerable<string> Pieces =>
        Directory.EnumerateFiles(Path.Combine(Reference, "openapi"), "*.json").OrderBy(file => Path.GetFileName(file) != "base.json").ThenBy(file => file, StringComparer.Ordinal);
}
