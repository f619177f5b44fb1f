using System.Text;
using Farebox.Files.Conformance;
using Farebox.Tests.Architecture;

namespace Farebox.Tests.Conformance;

/// <summary>The published cases of the repository, as they are or with a change.</summary>
internal static class Published
{
    public const string Folder = "samples/conformance";

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Repository.Files.Where(file => file.IsIn(Folder) && file.Path.EndsWith(".yaml", StringComparison.Ordinal))];

    public static ConformanceFolder Cases { get; } = Read(Files);

    public static ConformanceReport Report { get; } = ConformanceReport.Of(Cases);

    /// <summary>The same files with one text replaced in one of them.</summary>
    public static ConformanceReport With(string path, string text, string by) => ConformanceReport.Of(Read(Changed(path, text, by)));

    public static ConformanceFolder ReadWith(string path, string text, string by) => Read(Changed(path, text, by));

    private static SourceFile[] Changed(string path, string text, string by)
    {
        Assert.Contains(text, Repository.Find(path)!.Text, StringComparison.Ordinal);
        return [.. Files.Select(file => file.Path == path ? new(path, file.Text.Replace(text, by, StringComparison.Ordinal)) : file)];
    }

    private static ConformanceFolder Read(IEnumerable<SourceFile> files) => ConformanceFolder.Read([.. files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text)))]);
}
