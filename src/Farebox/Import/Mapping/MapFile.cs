using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Farebox.Import.Mapping;

/// <summary>Reads a map from YAML: the event's fields by name, those of its data under <c>data</c> and <c>number</c>.</summary>
internal static class MapFile
{
    /// <exception cref="ImportException">The file cannot be read, or says something that is no map. Names line and column.</exception>
    public static void Read(string path, ImportMap map)
    {
        try
        {
            using var text = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }]) throw new ImportException($"{path} is not one map of fields and templates.");
            Read(path, "", root, map);
        }
        catch (YamlException fault)
        {
            throw new ImportException($"{path}:{fault.Start.Line}:{fault.Start.Column} is not YAML: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"The map cannot be read: {fault.Message}");
        }
    }

    private static void Read(string path, string prefix, YamlMappingNode node, ImportMap map)
    {
        foreach (var (key, value) in node.Children)
        {
            if (key is not YamlScalarNode name) throw At(path, key, "A field is called by its name.");
            var field = prefix + name.Value;
            switch (value)
            {
                case YamlScalarNode scalar:
                    Set(path, field, scalar, map);
                    break;
                case YamlMappingNode inner when prefix.Length > 0 || field is "data" or "number":
                    Read(path, field + ".", inner, map);
                    break;
                case YamlMappingNode:
                    throw At(path, value, $"{field} is one template. If it begins with a brace, put it in quotes: \"{{column}}\"");
                default:
                    throw At(path, value, $"{field} is one template, not a list.");
            }
        }
    }

    private static void Set(string path, string field, YamlScalarNode template, ImportMap map)
    {
        try
        {
            map.Set(field, template.Value ?? "");
        }
        catch (ImportException fault)
        {
            throw At(path, template, fault.Message);
        }
    }

    private static ImportException At(string path, YamlNode node, string message) => new($"{path}:{node.Start.Line}:{node.Start.Column} {message}");
}
