using System.Text.RegularExpressions;

namespace Farebox.Tests.Architecture;

/// <summary>
/// What <c>./farebox</c> understands, read from the two places that dispatch on its first word: the entry script's case labels, and the
/// string cases under src/Farebox/CommandLine. There is no third list to keep right.
/// </summary>
internal static partial class Subcommands
{
    public static IReadOnlySet<string> Known(IEnumerable<SourceFile> files) =>
        files.SelectMany(Named).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Named(SourceFile file)
    {
        if (file.Path == "farebox")
            return ScriptLabel().Matches(file.Text).SelectMany(match => match.Groups[1].Value.Split('|')).Select(Trimmed);

        if (!file.IsCSharp || !(file.IsIn("src/Farebox/CommandLine") || file.Path == "src/Farebox/Program.cs")) return [];
        return DispatchLabel().Matches(file.Text).SelectMany(match => Word().Matches(match.Value)).Select(match => Trimmed(match.Value));
    }

    private static string Trimmed(string word) => word.Trim(' ', '"');

    // demo|up)  in a case statement of the script
    [GeneratedRegex(@"^\s*\(?([a-z][a-z-]*(?:\s*\|\s*[a-z-]+)*)\)", RegexOptions.Multiline)]
    private static partial Regex ScriptLabel();

    // "verify" => or "a" or "b" =>   case "verify"   ["verify"] =   AddCommand<Verify>("verify"   new("verify"
    [GeneratedRegex(
        """(?:"[a-z-]+"\s+or\s+)*"[a-z-]+"\s*(?:when[^=\n]*)?=>"""
        + """|case\s+"[a-z-]+"|\["[a-z-]+"\]\s*=|Command\w*(?:<\w+>)?\(\s*"[a-z-]+"|new\(\s*"[a-z-]+["]""")]
    private static partial Regex DispatchLabel();

    [GeneratedRegex("\"[a-z-]+\"")]
    private static partial Regex Word();
}
