using Farebox.Files.Shapes;

namespace Farebox.Files.Yaml;

/// <summary>A file that is one map.</summary>
internal static class YamlFile
{
    /// <summary>Reads the bytes of a file; its shape is not checked yet.</summary>
    /// <returns>Nothing where they are no map; why is found.</returns>
    public static YamlMap? Read(string name, byte[] bytes, Shape expected, Findings found)
    {
        if (YamlSource.Read(name, bytes, found) is not { } text) return null;

        var errors = found.Errors;
        var root = YamlComposer.Read(name, text, found);
        if (root is YamlMap map) return map;
        if (found.Errors > errors) return null;

        found.Error(root?.Place ?? new(name, 1, 1), root is null or YamlScalar { Type: YamlType.Empty }
            ? "the file is empty. Define something in it, or remove it."
            : $"{expected.Expected} is expected here, and this is {root.Kind}.");
        return null;
    }
}
