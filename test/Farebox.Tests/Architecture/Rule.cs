namespace Farebox.Tests.Architecture;

/// <summary>How a rule speaks: it lists its violations, and holds when there are none.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string> violations)
    {
        var found = violations.ToArray();
        if (found.Length > 0) Assert.Fail($"{found.Length} violation(s):\n  " + string.Join("\n  ", found));
    }

    public static void Holds(IEnumerable<SourceFile> files, Func<SourceFile, IEnumerable<string>> rule) => Holds(files.SelectMany(rule));

    /// <summary>The twin of a rule: given this violation, the rule says so, once.</summary>
    public static void Sees(IEnumerable<string> violations, string expected) =>
        Assert.Contains(expected, Assert.Single(violations), StringComparison.Ordinal);
}
