namespace Farebox.Files.Yaml;

/// <summary>A value of a YAML text, and where it stands. The cases are the records of this file.</summary>
internal abstract record YamlNode(Place Place)
{
    /// <summary>How many values it shows, itself included, when every alias is followed.</summary>
    public abstract long Weight { get; }

    /// <summary>What a message calls it: <c>a map</c>, <c>a list</c>, <c>a number</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>A map with its keys in the order they were written, each of them once.</summary>
internal sealed record YamlMap(Place Place, IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries) : YamlNode(Place)
{
    public override long Weight { get; } = 1 + Entries.Sum(entry => 1 + entry.Value.Weight);

    public override string Kind => "a map";

    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
}

/// <summary>A list.</summary>
internal sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    public override long Weight { get; } = 1 + Items.Sum(item => item.Weight);

    public override string Kind => "a list";
}
