using System.Diagnostics;
using System.Text;

namespace Farebox.Tests.Architecture;

/// <summary>The files that the rules look at: what git tracks, and what it would track if it were added now.</summary>
internal static class Repository
{
    private static readonly string[] BinaryEndings = [".gz", ".png", ".ico", ".woff2"];

    private static readonly Lazy<SourceFile[]> AllFiles = new(() => [.. Paths().Select(Read)]);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files => AllFiles.Value;

    public static IEnumerable<SourceFile> CSharpIn(string folder) => Files.Where(file => file.IsCSharp && file.IsIn(folder));

    public static IEnumerable<SourceFile> Core => CSharpIn("src/Farebox.Core");

    public static SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>Git's file mode (<c>100755</c> is executable) by path. Without git, the mode on disk says it.</summary>
    public static IReadOnlyDictionary<string, string> Modes()
    {
        var staged = Git("ls-files", "--stage", "-z");
        return staged is null
            ? Files.ToDictionary(file => file.Path, file => ModeOnDisk(file.Path))
            : staged.ToDictionary(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..], line => line[..6]);
    }

    private static string ModeOnDisk(string path) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(Root, path)).HasFlag(UnixFileMode.UserExecute)
            ? "100755"
            : "100644";

    private static SourceFile Read(string path) => new(path, File.ReadAllText(Path.Combine(Root, path)));

    private static IEnumerable<string> Paths() =>
        (Git("ls-files", "--cached", "--others", "--exclude-standard", "-z") ?? OnDisk())
        .Distinct()
        .Where(path => !BinaryEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
        .Where(path => File.Exists(Path.Combine(Root, path)));

    // A copy without its history (an unpacked archive) has no git to ask; build output is left out by name.
    private static IEnumerable<string> OnDisk() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or ".git" or ".farebox" or "artifacts" or "TestResults"));

    private static string[]? Git(params string[] arguments)
    {
        if (!Path.Exists(Path.Combine(Root, ".git"))) return null;
        var start = new ProcessStartInfo("git", ["-c", $"safe.directory={Root}", .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Farebox.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No Farebox.slnx above {AppContext.BaseDirectory}.");
    }
}
