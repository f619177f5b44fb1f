namespace Farebox.Postgres.Embedded;

/// <summary>Where the private server keeps its data, and who hears what it does.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The folder of this installation. The cluster is in its subfolder <c>postgres</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Hears one sentence per step that takes time: creating, starting, adopting, recovering, stopping.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>The folder of PostgreSQL's programs. Null searches the machine, as <see cref="PostgresBinaries"/> describes.</summary>
    public string? BinDirectory { get; init; } = Environment.GetEnvironmentVariable("FAREBOX_PG_BIN");

    /// <summary><c>FAREBOX_DATA</c>; else <c>/var/lib/farebox</c> for root and the user's own data folder for everybody else.</summary>
    public static string DefaultDataFolder
    {
        get
        {
            if (Variable("FAREBOX_DATA") is { } chosen) return Path.GetFullPath(chosen);
            if (Environment.IsPrivilegedProcess) return "/var/lib/farebox";
            if (Variable("XDG_DATA_HOME") is { } shared) return Path.Combine(shared, "farebox");

            // The profile comes from the account when HOME is not set.
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            if (home.Length == 0) throw new EmbeddedPostgresException("This account has no home folder: set FAREBOX_DATA to a folder for the data.");
            return Path.Combine(home, ".local", "share", "farebox");
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
