using System.Text.RegularExpressions;

namespace Farebox.Tests.Architecture;

/// <summary>What a document points at must be there: relative links with their anchors, and paths of this repository named in the text.</summary>
internal static partial class DocumentLinks
{
    public static IEnumerable<string> LinkViolations(SourceFile file, Func<string, bool> exists, Func<string, SourceFile?> find)
    {
        foreach (Match match in Link().Matches(Markdown.Prose(file)))
        {
            var (path, anchor) = match.Groups[1].Value.Split('#', 2) is [var left, var right] ? (left, right) : (match.Groups[1].Value, "");
            if (path.Contains("://", StringComparison.Ordinal) || path.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            var target = path.Length == 0 ? file.Path : Resolve(file.Folder, path);
            if (!exists(target)) yield return $"{file.Path} links to {match.Groups[1].Value}, which does not exist";
            else if (anchor.Length > 0 && (target == file.Path ? file : find(target)) is { } found && !Markdown.Anchors(found).Contains(anchor))
                yield return $"{file.Path} links to {match.Groups[1].Value}, which has no such heading";
        }
    }

    /// <summary>Paths with a placeholder (<c>NNNN</c>, <c>*</c>, <c>…</c>, <c>&lt;name&gt;</c>) are shapes, not files.</summary>
    public static IEnumerable<string> PathViolations(SourceFile file, Func<string, bool> exists) =>
        from match in RepositoryPath().Matches(file.Text)
        let path = match.Value.TrimEnd('.', '/', ',')
        where !Placeholder().IsMatch(match.Value) && !exists(path)
        select $"{file.Path} names {path}, which does not exist";

    private static string Resolve(string folder, string path)
    {
        var parts = new Stack<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.Pop();
            else if (part != ".") parts.Push(part);
        }

        return string.Join('/', parts.Reverse());
    }

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w./<-])(?:src|docs|test|bench|catalog|samples)/[\w./*…<>{}-]*")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"NNNN|[*…<>{}]")]
    private static partial Regex Placeholder();
}
