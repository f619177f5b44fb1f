using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Farebox.Bench.Server;

/// <summary>A PostgreSQL of the bench's own in a temporary folder; it and its data are gone when disposed.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Settings = """
        listen_addresses = ''
        max_connections = 100
        shared_buffers = '1GB'
        wal_buffers = '64MB'
        max_wal_size = '8GB'
        checkpoint_timeout = '15min'
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        """;

    private PrivatePostgres(string binDirectory, string folder) => (BinDirectory, Folder) = (binDirectory, folder);

    public string BinDirectory { get; }

    public string Folder { get; }

    public string SocketDirectory => Folder;

    public string DataDirectory => Path.Combine(Folder, "data");

    public int ProcessId =>
        int.Parse(File.ReadLines(Path.Combine(DataDirectory, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = SocketDirectory,
        Username = "postgres",
        Database = "postgres",
    }.ConnectionString;

    public static async Task<PrivatePostgres> StartAsync(CancellationToken cancellation)
    {
        var bin = Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";
        var postgres = new PrivatePostgres(bin, Directory.CreateTempSubdirectory("fbx-bench-").FullName);
        if (Environment.UserName == "root") await RunAsync("chown", ["postgres", postgres.Folder], cancellation);
        await postgres.RunServerToolAsync("initdb", ["-D", postgres.DataDirectory, "-U", "postgres", "-A", "trust", "-N"], cancellation);
        await File.AppendAllTextAsync(Path.Combine(postgres.DataDirectory, "postgresql.conf"), Settings, cancellation);
        await postgres.RunServerToolAsync(
            "pg_ctl", ["-D", postgres.DataDirectory, "-o", $"-k {postgres.Folder}", "-l", postgres.Folder + "/log", "-w", "start"], cancellation);
        return postgres;
    }

    public async ValueTask DisposeAsync()
    {
        await RunServerToolAsync("pg_ctl", ["-D", DataDirectory, "-m", "immediate", "-w", "stop"], CancellationToken.None);
        Directory.Delete(Folder, recursive: true);
    }

    private Task RunServerToolAsync(string tool, string[] arguments, CancellationToken cancellation)
    {
        var path = Path.Combine(BinDirectory, tool);
        return Environment.UserName == "root"
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments], cancellation)
            : RunAsync(path, arguments, cancellation);
    }

    private static async Task RunAsync(string tool, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        // pg_ctl leaves the server behind with our pipe, so its output is not read to the end.
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
