using System.IO.Enumeration;
using Farebox.Files.Yaml;

namespace Farebox.Files;

/// <summary>The YAML files of a folder and the folders in it.</summary>
/// <remarks>
/// Hidden files and folders are left out, and folders that are links are not entered: a mounted volume may show a file
/// both by a link and in the hidden folder it leads to, and a link may lead up.
/// </remarks>
internal static class FolderFiles
{
    public const int CountMax = 1_000;

    private static readonly EnumerationOptions Options = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>By path.</summary>
    /// <exception cref="IOException">There are too many, or the folder cannot be read.</exception>
    public static string[] Find(string folder)
    {
        var files = new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Options)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && !entry.IsHidden && IsYaml(entry.FileName),
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.IsHidden && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        string[] paths = [.. files.Take(CountMax + 1).Order(StringComparer.Ordinal)];
        return paths.Length <= CountMax ? paths : throw new IOException($"{folder} has more than {CountMax} YAML files.");
    }

    /// <summary>What a file holds, or the beginning of it where it is longer than files may be.</summary>
    public static byte[] Bytes(string path)
    {
        // One byte more than is read tells that a file is too long, without reading the rest of it.
        using var stream = File.OpenRead(path);
        var bytes = new byte[(int)Math.Min(stream.Length, YamlSource.BytesMax + 1)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static bool IsYaml(ReadOnlySpan<char> name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
