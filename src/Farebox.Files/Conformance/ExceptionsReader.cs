using Farebox.Files.Yaml;

namespace Farebox.Files.Conformance;

/// <summary>Reads the files of exceptions, whose shape has been checked.</summary>
internal sealed class ExceptionsReader(Findings found)
{
    public List<KnownDifference> Known { get; } = [];

    public List<CasesNotYet> NotYet { get; } = [];

    public void Read(YamlMap root)
    {
        foreach (var (id, node) in root.Entries("known"))
            Known.Add(new(id.Text, ((YamlMap)node).Required("kind"), ((YamlMap)node).Required("reason"), id.Place));
        foreach (var group in root.Items("not_yet").Cast<YamlMap>())
        {
            NotYet.Add(new(
                group.Required("source"),
                group.Required("topic"),
                group.Required("reason"),
                [.. group.Items("cases").Cast<YamlScalar>().Select(id => new Placed<string>(id.Text, id.Place))]));
        }
    }

    /// <summary>What is excepted must be there; what is not yet there must not; and neither may stand twice.</summary>
    public void Check(IReadOnlySet<string> cases)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var known in Known)
        {
            if (!cases.Contains(known.CaseId)) found.Error(known.Place, $"there is no case {Quoted.Of(known.CaseId)} in these files. Remove the exception.");
            if (!seen.Add(known.CaseId)) found.Error(known.Place, $"the case {Quoted.Of(known.CaseId)} is excepted already. Keep one of the two.");
        }

        foreach (var id in NotYet.SelectMany(group => group.CaseIds))
        {
            if (cases.Contains(id.Value)) found.Error(id.Place, $"the case {Quoted.Of(id.Value)} is written down. Remove it from here.");
            if (!seen.Add(id.Value)) found.Error(id.Place, $"the case {Quoted.Of(id.Value)} is listed already. Keep one of the two.");
        }
    }
}
