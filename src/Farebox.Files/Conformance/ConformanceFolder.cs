using System.Collections.Immutable;
using Farebox.Files.Yaml;

namespace Farebox.Files.Conformance;

/// <summary>The cases of a folder, what is known to differ, and everything that is wrong with the files.</summary>
public sealed record ConformanceFolder
{
    /// <summary>The file that says which cases differ and why; it may stand in any folder.</summary>
    public const string ExceptionsName = "exceptions.yaml";

    public required int Files { get; init; }

    /// <summary>By file, then from top to bottom.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    public bool IsValid => !Findings.Any(finding => finding.IsError);

    /// <summary>In the order of the files.</summary>
    public required ImmutableArray<ConformanceCase> Cases { get; init; }

    public required ImmutableArray<KnownDifference> Known { get; init; }

    public required ImmutableArray<CasesNotYet> NotYet { get; init; }

    /// <summary>Reads all .yaml and .yml files of a folder and the folders in it, without hidden ones.</summary>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static ConformanceFolder Read(string folder) => Read([.. FolderFiles.Find(folder).Select(path => (path, FolderFiles.Bytes(path)))]);

    /// <summary>The same for files that are not on a disk, each by a name for messages.</summary>
    public static ConformanceFolder Read(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        var found = new Findings();
        var (cases, exceptions) = (new CaseReader(found), new ExceptionsReader(found));
        foreach (var (name, bytes) in files)
        {
            var isExceptions = Path.GetFileName(name) == ExceptionsName;
            var shape = isExceptions ? ExceptionShapes.File : ConformanceShapes.File;
            if (YamlFile.Read(name, bytes, shape, found) is not { } root || !shape.Check(root, found)) cases.IsWhole = false;
            else if (isExceptions) exceptions.Read(root);
            else cases.Read(root);
        }

        if (cases.IsWhole) exceptions.Check(cases.Ids);
        return new()
        {
            Files = files.Count,
            Findings = [.. found.InOrder],
            Cases = [.. cases.Cases],
            Known = [.. exceptions.Known],
            NotYet = [.. exceptions.NotYet],
        };
    }
}
