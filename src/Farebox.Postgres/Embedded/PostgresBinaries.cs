using System.Globalization;
using System.Text.RegularExpressions;

namespace Farebox.Postgres.Embedded;

/// <summary>One installation of PostgreSQL's programs.</summary>
/// <remarks>
/// Looked for in <c>FAREBOX_PG_BIN</c> alone when that is set; else in <c>/usr/lib/postgresql/*/bin</c> and on the PATH.
/// A new cluster takes the newest; an existing one only its own major version.
/// </remarks>
internal sealed partial record PostgresBinaries(string Directory, int Major)
{
    public const int OldestMajor = 15;

    public static async Task<IReadOnlyList<PostgresBinaries>> FindAsync(string? onlyIn, CancellationToken cancellationToken)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in (onlyIn is { Length: > 0 } ? [onlyIn] : Folders()).Distinct())
        {
            if (await MajorAsync(folder, cancellationToken) is { } major) found.Add(new(folder, major));
        }

        return [.. found.OrderByDescending(binaries => binaries.Major)];
    }

    public string Program(string name) => Path.Combine(Directory, name);

    private static IEnumerable<string> Folders()
    {
        const string debian = "/usr/lib/postgresql";

        var packaged = System.IO.Directory.Exists(debian)
            ? System.IO.Directory.EnumerateDirectories(debian).Select(version => Path.Combine(version, "bin"))
            : [];
        return packaged.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Path.IsPathRooted));
    }

    // Client packages put pg_dump and psql there without the server; only all three make an installation.
    private static async Task<int?> MajorAsync(string folder, CancellationToken cancellationToken)
    {
        if (!((string[])["postgres", "initdb", "pg_ctl"]).All(name => File.Exists(Path.Combine(folder, name)))) return null;

        var version = await ChildProgram.RunAsync([Path.Combine(folder, "postgres"), "--version"], cancellationToken);
        var match = VersionPattern().Match(version.Output);
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionPattern();
}
