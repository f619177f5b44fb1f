using System.Text.RegularExpressions;

namespace Farebox.Tests.Architecture;

/// <summary>Code in documents: a command that is shown must exist, and C# that is shown must have been compiled.</summary>
internal static partial class DocumentCode
{
    public static IEnumerable<string> CommandViolations(SourceFile file, IReadOnlySet<string> known) =>
        from block in Markdown.Blocks(file, "sh")
        from match in Command().Matches(block)
        let word = match.Groups["word"].Value
        where word.Length > 0 && !word.StartsWith('-') && !known.Contains(word)
        select $"{file.Path} shows ./farebox {word}, which is no command";

    public static IEnumerable<string> SnippetViolations(SourceFile file, IReadOnlySet<string> snippets) =>
        from block in Markdown.Blocks(file, "csharp")
        where !snippets.Contains(Dedent(block))
        select $"{file.Path} shows C# that no test compiles: {block.Trim().Split('\n')[0]}";

    /// <summary>The text between <c>// snippet</c> and <c>// end snippet</c> in a compiled file, without its common indentation.</summary>
    public static IReadOnlySet<string> Snippets(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => Snippet().Matches(file.Text))
            .Select(match => Dedent(match.Groups["code"].Value))
            .ToHashSet(StringComparer.Ordinal);

    private static string Dedent(string code)
    {
        var lines = code.TrimEnd().Split('\n').Select(line => line.TrimEnd()).ToArray();
        var common = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length > common ? line[common..] : ""));
    }

    // The command may follow a variable (FAREBOX_DATA=… ./farebox up) or a prompt.
    [GeneratedRegex(@"^[ \t]*(?:\$ )?(?:[A-Z_]+=\S*[ \t]+)*\./farebox[ \t]*(?<word>[^\s#&|;>]*)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^[ \t]*// snippet\b[^\n]*\n(?<code>.*?)^[ \t]*// end snippet", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
