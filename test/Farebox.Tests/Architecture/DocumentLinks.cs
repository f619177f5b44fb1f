using System.Text.RegularExpressions;

namespace Farebox.Tests.Architecture;

/// <summary>What a document points at must be there: relative links with their anchors, and paths of the repository.</summary>
internal static partial class DocumentLinks
{
    public static IEnumerable<string> LinkViolations(SourceFile file, Func<string, bool> exists, Func<string, SourceFile?> find)
    {
        foreach (Match match in Link().Matches(Markdown.Prose(file)))
        {
            var link = match.Groups[1].Value;
            var (path, anchor) = link.Split('#', 2) is [var left, var right] ? (left, right) : (link, "");
            if (path.Contains("://", StringComparison.Ordinal) || path.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            var target = path.Length == 0 ? file.Path : Resolve(file.Folder, path);
            if (!exists(target)) yield return $"{file.Path} links to {link}, which does not exist";
            else if (anchor.Length > 0 && !HasAnchor(target == file.Path ? file : find(target), anchor))
                yield return $"{file.Path} links to {link}, which has no such heading";
        }
    }

    private static bool HasAnchor(SourceFile? target, string anchor) => target is null || Markdown.Anchors(target).Contains(anchor);

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
