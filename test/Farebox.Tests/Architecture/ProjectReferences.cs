using System.Xml.Linq;

namespace Farebox.Tests.Architecture;

/// <summary>The arrows between projects, as their project files state them.</summary>
internal static class ProjectReferences
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Farebox.Core"] = [],
        ["Farebox.Client"] = [],
        ["Farebox.Files"] = ["Farebox.Core"],
        ["Farebox.Postgres"] = ["Farebox.Core"],
        ["Farebox"] = ["Farebox.Core", "Farebox.Client", "Farebox.Files", "Farebox.Postgres"],
    };

    public static IEnumerable<string> Violations(SourceFile project)
    {
        var name = Path.GetFileNameWithoutExtension(project.Name);
        if (!Allowed.TryGetValue(name, out var allowed)) return [$"{name} has no arrows yet: say what it may reference"];
        return Includes(project, "ProjectReference")
            .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Where(used => !allowed.Contains(used))
            .Select(used => $"{name} may not reference {used}");
    }

    /// <summary>A library of values and decisions needs the base class library and nothing else, not even a global using.</summary>
    public static IEnumerable<string> CoreViolations(SourceFile project) =>
        from element in new[] { "PackageReference", "FrameworkReference", "Reference", "Using" }
        from include in Includes(project, element)
        select $"{project.Path} may not have {element} {include}";

    private static IEnumerable<string> Includes(SourceFile project, string element) =>
        XDocument.Parse(project.Text).Descendants(element).Select(reference => (string?)reference.Attribute("Include") ?? "");
}
