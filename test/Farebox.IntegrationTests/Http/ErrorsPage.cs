using Farebox.Http;

namespace Farebox.IntegrationTests.Http;

/// <summary>The table of <c>docs/reference/errors.md</c> as the registry has it.</summary>
internal static class ErrorsPage
{
    private const string Head = "| code | status | what is wrong | what to do |";

    public static string Table(IEnumerable<ProblemCode> codes) =>
        string.Join('\n', [Head, "| --- | --- | --- | --- |", .. codes.Select(code => $"| `{code.Code}` | {code.Status} | {code.Title} | {code.Remedy} |")]);

    /// <summary>The table in a page; nothing when it has none.</summary>
    public static string In(string page)
    {
        var lines = page.Split('\n');
        var start = Array.IndexOf(lines, Head);
        return start < 0 ? "" : string.Join('\n', lines.Skip(start).TakeWhile(line => line.StartsWith('|')));
    }

    public static string Path()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "Farebox.slnx"))) folder = folder.Parent;
        return System.IO.Path.Combine(folder.FullName, "docs", "reference", "errors.md");
    }
}
