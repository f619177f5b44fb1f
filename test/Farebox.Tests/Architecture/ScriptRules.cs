namespace Farebox.Tests.Architecture;

/// <summary>A script that starts with an interpreter line is meant to be run, so git must say that it may be.</summary>
internal static class ScriptRules
{
    public static bool IsScript(SourceFile file) =>
        file.Text.StartsWith("#!", StringComparison.Ordinal) || file.Name.EndsWith(".sh", StringComparison.Ordinal);

    public static IEnumerable<string> Violations(SourceFile file, IReadOnlyDictionary<string, string> modes) =>
        IsScript(file) && modes.TryGetValue(file.Path, out var mode) && mode != "100755"
            ? [$"{file.Path} has mode {mode}: git add --chmod=+x"]
            : [];
}
