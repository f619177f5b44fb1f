using System.Collections.Immutable;
using Farebox.Billing;
using Farebox.Files.Plans;
using Farebox.Files.Yaml;

namespace Farebox.Files;

/// <summary>A plan as a file has it, and everything that is wrong with it. One file is one plan, whole in itself.</summary>
public sealed record PlanFile
{
    /// <summary>By line, from top to bottom.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Null where something is wrong.</summary>
    public required Plan? Plan { get; init; }

    /// <summary>Its name for people; null where it has none but its id.</summary>
    public string? Name { get; init; }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static PlanFile Read(string path) => Read(path, FolderFiles.Bytes(path));

    /// <summary>The same for a file that is not on a disk.</summary>
    /// <param name="name">What messages call it.</param>
    public static PlanFile Read(string name, byte[] bytes)
    {
        var found = new Findings();
        var map = YamlFile.Read(name, bytes, PlanShapes.File, found);
        var plan = map is not null && PlanShapes.File.Check(map, found) ? new PlanReader(found).Read(map) : null;
        return new() { Findings = [.. found.InOrder], Plan = found.Errors == 0 ? plan : null, Name = map?.Text("name") };
    }
}
