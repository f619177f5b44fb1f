namespace Farebox.Apply;

/// <summary>One thing that is said of a resource. Two resources are the same when all their facts are.</summary>
/// <param name="Value">In one form, so that the same is equal however it was written.</param>
/// <param name="Shown">As a person would read it.</param>
internal sealed record Fact(string Name, string Value, string Shown)
{
    public Fact(string name, string value) : this(name, value, value) { }

    /// <summary>What is different, a line for each fact; none when both say the same.</summary>
    public static List<string> Differences(IReadOnlyCollection<Fact> server, IReadOnlyCollection<Fact> files)
    {
        var here = files.ToDictionary(fact => fact.Name, StringComparer.Ordinal);
        var there = server.ToDictionary(fact => fact.Name, StringComparer.Ordinal);
        return
        [
            .. server.Where(fact => !here.ContainsKey(fact.Name)).Select(fact => $"- {fact.Name}: {fact.Shown}"),
            .. files.Where(fact => !there.ContainsKey(fact.Name)).Select(fact => $"+ {fact.Name}: {fact.Shown}"),
            .. files.Where(fact => there.TryGetValue(fact.Name, out var old) && old.Value != fact.Value)
                .Select(fact => $"~ {fact.Name}: {there[fact.Name].Shown} → {fact.Shown}"),
        ];
    }
}
