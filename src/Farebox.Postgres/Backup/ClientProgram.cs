using System.Globalization;
using System.Text.RegularExpressions;
using Farebox.Postgres.Embedded;

namespace Farebox.Postgres.Backup;

/// <summary>One of PostgreSQL's client programs on this machine: pg_dump or pg_restore.</summary>
internal sealed partial record ClientProgram(string Path, int Major)
{
    /// <summary>The oldest one that is new enough: a later pg_dump reads every earlier server, never the other way round.</summary>
    /// <param name="folders">Where to look; each may lack the program.</param>
    /// <exception cref="BackupException">There is none, or all are too old; the message says what to install.</exception>
    public static async Task<ClientProgram> FindAsync(string name, int oldest, IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        var found = new List<ClientProgram>();
        foreach (var path in folders.Select(folder => System.IO.Path.Combine(folder, name)).Distinct().Where(File.Exists))
        {
            var said = await ChildProgram.RunAsync([path, "--version"], cancellationToken);
            if (Version().Match(said.Output) is { Success: true } match) found.Add(new(path, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)));
        }

        return found.Where(program => program.Major >= oldest).MinBy(program => program.Major)
            ?? throw new BackupException(found.MaxBy(program => program.Major) is { } tooOld
                ? $"{tooOld.Path} is of PostgreSQL {tooOld.Major}, but {oldest} or newer is needed here. {Remedy(oldest)}"
                : $"{name} is not installed. {Remedy(oldest)}");
    }

    /// <summary><c>FAREBOX_PG_BIN</c> alone when it is set; else the folder given, Debian's, and the PATH.</summary>
    public static IEnumerable<string> Folders(string? first)
    {
        const string debian = "/usr/lib/postgresql";

        if (Environment.GetEnvironmentVariable("FAREBOX_PG_BIN") is { Length: > 0 } chosen) return [chosen];
        var packaged = Directory.Exists(debian) ? Directory.EnumerateDirectories(debian).Select(version => System.IO.Path.Combine(version, "bin")) : [];
        var searched = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(System.IO.Path.IsPathRooted);
        return [.. first is null ? [] : new[] { first }, .. packaged, .. searched];
    }

    private static string Remedy(int major) =>
        $"Install it (apt-get install --yes postgresql-client-{major}; other systems: https://www.postgresql.org/download), or name its folder in FAREBOX_PG_BIN.";

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
