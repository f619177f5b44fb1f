using System.Globalization;

namespace Farebox.Postgres.Embedded;

/// <summary>The account PostgreSQL's programs run under: this process's own, or an unprivileged one because they refuse to run as root.</summary>
internal sealed record ServerAccount
{
    private readonly string[] _prefix;

    private ServerAccount(int userId, string? owner, string[] prefix) => (UserId, Owner, _prefix) = (userId, owner, prefix);

    public int UserId { get; }

    /// <summary><c>uid:gid</c> to give folders to, or null when this process's own account is the one.</summary>
    public string? Owner { get; }

    /// <summary>What stands before a command so that a person at a root shell runs it under this account.</summary>
    public string ShellPrefix { get; private init; } = "";

    public static ServerAccount Choose()
    {
        if (!Environment.IsPrivilegedProcess) return new(OwnUserId(), null, []);

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var account = accounts.Find(fields => fields[0] == "postgres") ?? accounts.Find(fields => fields[0] == "nobody")
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL refuses to run as root, and there is neither an account postgres nor nobody. Create one: useradd --system postgres");

        string[] prefix = FindOnPath("setpriv") is { } setpriv
            ? [setpriv, $"--reuid={account[2]}", $"--regid={account[3]}", "--clear-groups", "--"]
            : FindOnPath("runuser") is { } runuser
                ? [runuser, "-u", account[0], "--"]
                : throw new EmbeddedPostgresException("Neither setpriv nor runuser is on the PATH: install the package util-linux.");
        return new(int.Parse(account[2], CultureInfo.InvariantCulture), $"{account[2]}:{account[3]}", prefix)
        {
            ShellPrefix = $"runuser -u {account[0]} -- ",
        };
    }

    /// <summary>The command line that runs these words under the account.</summary>
    public IReadOnlyList<string> CommandLine(string program, IEnumerable<string> arguments) => [.. _prefix, program, .. arguments];

    private static int OwnUserId() =>
        int.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2],
            CultureInfo.InvariantCulture);

    // A service manager may start root without the sbin folders on its PATH.
    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/sbin", "/bin", "/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
