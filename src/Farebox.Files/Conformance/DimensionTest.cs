using System.Collections.Immutable;
using Farebox.Files.Yaml;

namespace Farebox.Files.Conformance;

/// <summary>A dimension and the values it may have.</summary>
internal sealed record DimensionTest(string Name, ImmutableArray<string> Values)
{
    public bool Takes(ImmutableSortedDictionary<string, string> dimensions) => dimensions.TryGetValue(Name, out var value) && Values.Contains(value);

    public static ImmutableArray<DimensionTest> Read(YamlMap map, string key) =>
        [.. map.Entries(key).Select(entry => new DimensionTest(entry.Key.Text, [.. entry.Value.Texts()]))];
}
