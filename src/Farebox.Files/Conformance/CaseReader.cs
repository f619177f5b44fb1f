using System.Collections.Immutable;
using Farebox.Billing.Conventions;
using Farebox.Files.Yaml;
using Farebox.Ledger.Conventions;
using Farebox.Rating.Conventions;

namespace Farebox.Files.Conformance;

/// <summary>Reads files of cases, whose shape has been checked.</summary>
internal sealed class CaseReader(Findings found)
{
    private readonly Dictionary<string, Place> _ids = new(StringComparer.Ordinal);

    public List<ConformanceCase> Cases { get; } = [];

    /// <summary>Also of cases that could not be read.</summary>
    public IReadOnlySet<string> Ids => _ids.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>False where a file could not be read: what is missing may stand there.</summary>
    public bool IsWhole { get; set; } = true;

    public void Read(YamlMap root)
    {
        foreach (var (id, node) in root.Entries("cases"))
        {
            if (!_ids.TryAdd(id.Text, id.Place)) found.Error(id.Place, $"the case {Quoted.Of(id.Text)} is defined already, at {_ids[id.Text]}. Keep one of the two.");
            else if (ReadCase(root, id, (YamlMap)node) is { } read) Cases.Add(read);
        }
    }

    private ConformanceCase? ReadCase(YamlMap root, YamlScalar id, YamlMap map)
    {
        var name = map.Text("preset") ?? root.Text("preset") ?? ConventionPreset.Farebox.Name;
        var (preset, credit) = (ConventionPreset.Find(name) ?? ConventionPreset.Farebox, LedgerPreset.Find(name) ?? LedgerPreset.Farebox);
        var expected = (YamlMap)map.Find("expected")!;
        var bills = BillingPreset.Find(name) ?? BillingPreset.Farebox;
        var questions = new QuestionReader(preset, credit, bills, expected.Text("refused") == "terms", found);
        if (questions.Read((YamlMap)map.Find("setup")!, (map.Find("inputs") ?? new YamlMap(map.Place, [])).OrEmpty()) is not { } question) return null;

        return new(question, expected)
        {
            Id = id.Text,
            Source = root.Required("source"),
            Topic = root.Required("topic"),
            Preset = name,
            Conventions = map.Find("convention") is { } convention ? [.. convention.Texts()] : ImmutableArray<string>.Empty,
            Note = map.Text("note"),
            Place = id.Place,
        };
    }
}
