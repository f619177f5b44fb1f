using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Farebox.Postgres.Embedded;

/// <summary>The folders of one private cluster, and the account they belong to.</summary>
internal sealed class PostgresCluster
{
    public const string Superuser = "farebox_superuser";
    public const int Port = 5432;

    public PostgresCluster(string dataFolder)
    {
        EnsureFolder(dataFolder);
        Account = ServerAccount.Choose();
        DataFolder = RealPath(dataFolder);
        DataDirectory = Path.Combine(DataFolder, "postgres");

        // A socket's path may have 107 bytes, so it cannot be in the data folder. XDG_RUNTIME_DIR is not used: it is
        // removed when the person logs out, and a server left running in the background would lose its door.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DataFolder)).AsSpan(0, 6));
        SocketDirectory = Account.Owner is null ? $"/tmp/farebox-{Account.UserId}-{name}" : $"/run/farebox-{name}";
    }

    /// <summary>The data folder without symbolic links, so that every process derives the same names from it.</summary>
    public string DataFolder { get; }

    public string DataDirectory { get; }

    public string SocketDirectory { get; }

    public string StartLog => Path.Combine(DataFolder, "postgres-start.log");

    public ServerAccount Account { get; }

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? RecordedMajor =>
        File.Exists(Path.Combine(DataDirectory, "PG_VERSION"))
            ? int.Parse(File.ReadAllText(Path.Combine(DataDirectory, "PG_VERSION")), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Runs a program under the account that owns the cluster.</summary>
    public Task<ChildProgram.Result> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ChildProgram.RunAsync(Account.CommandLine(program, arguments), cancellationToken);

    /// <summary>Gives a folder to the account, and makes sure that the account can reach it.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (await IsOwnedAsync(folder, cancellationToken)) return;
        if (Account.Owner is { } owner)
        {
            await ChildProgram.RunAsync(["chown", "-R", owner, "--", folder], cancellationToken);
            if (await IsOwnedAsync(folder, cancellationToken)) return;
        }

        throw new EmbeddedPostgresException(
            $"The account PostgreSQL runs under (user id {Account.UserId}) does not own or cannot reach {folder}. "
            + "Set FAREBOX_DATA to a folder it can reach, for example /var/lib/farebox for root.");
    }

    private async Task<bool> IsOwnedAsync(string folder, CancellationToken cancellationToken) =>
        (await RunAsync("test", ["-O", folder, "-a", "-w", folder], cancellationToken)).ExitCode == 0;

    // Others may pass through root's folder, because PostgreSQL's account must; the cluster in it is closed to them.
    private static void EnsureFolder(string dataFolder)
    {
        if (Directory.Exists(dataFolder)) return;

        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(dataFolder);
        File.SetUnixFileMode(dataFolder, Environment.IsPrivilegedProcess ? own | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : own);
    }

    private static string RealPath(string path) =>
        Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate("/", (parent, part) =>
        {
            var step = Path.Combine(parent, part);
            return Directory.ResolveLinkTarget(step, returnFinalTarget: true) is { } target ? RealPath(target.FullName) : step;
        });
}
