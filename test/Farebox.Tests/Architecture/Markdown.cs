using System.Text.RegularExpressions;

namespace Farebox.Tests.Architecture;

/// <summary>The parts of a Markdown text that a rule can hold to account: its fenced blocks, its prose and its headings.</summary>
internal static partial class Markdown
{
    public static IEnumerable<string> Blocks(SourceFile file, string language) =>
        Fence().Matches(file.Text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value);

    public static string Prose(SourceFile file) => InlineCode().Replace(Fence().Replace(file.Text, ""), "");

    /// <summary>The anchors of the headings, made the way that the usual renderers make them.</summary>
    public static IEnumerable<string> Anchors(SourceFile file) =>
        Heading().Matches(Fence().Replace(file.Text, ""))
            .Select(match => NotInAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"^[ \t]*```(?<language>\w*)[^\n]*\n(?<code>.*?)^[ \t]*```[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^#{1,6} (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
