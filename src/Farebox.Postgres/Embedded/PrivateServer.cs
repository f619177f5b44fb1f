using System.Diagnostics;
using Npgsql;

namespace Farebox.Postgres.Embedded;

/// <summary>Starts, adopts and stops the server of a cluster. Call it only in one's turn (<see cref="FolderLock"/>).</summary>
internal sealed class PrivateServer(PostgresCluster cluster, PostgresBinaries binaries, Action<string> log)
{
    // Recovery after a crash reads at most max_wal_size of log; a disk that needs longer than this has failed.
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan OrphansMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>A server that answers: the one that runs already, or a new one.</summary>
    public async Task<Postmaster> RunAsync(CancellationToken cancellationToken)
    {
        if (Postmaster.Find(cluster.DataDirectory) is { } found)
        {
            log($"Adopting the PostgreSQL that already runs on {cluster.DataDirectory} (process {found.ProcessId}).");
            if (await AnsweringAsync(cancellationToken) is { } adopted) return adopted;
        }

        await WaitForOrphansAsync(cancellationToken);
        await LaunchAsync(cancellationToken);
        return await AnsweringAsync(cancellationToken) ?? throw await FailureAsync("PostgreSQL ended while it was starting.");
    }

    public async Task StopAsync(StopMode mode, CancellationToken cancellationToken)
    {
        if (Postmaster.Find(cluster.DataDirectory) is not { } running) return;

        log($"Stopping PostgreSQL (process {running.ProcessId}).");
        var name = mode == StopMode.Fast ? "fast" : "immediate";
        var stopped = await cluster.RunAsync(
            binaries.Program("pg_ctl"), ["stop", "-D", cluster.DataDirectory, "-m", name, "--wait", "--timeout=300"], cancellationToken);
        if (stopped.ExitCode != 0 && Postmaster.Find(cluster.DataDirectory) is not null)
            throw new EmbeddedPostgresException($"PostgreSQL (process {running.ProcessId}) did not stop: {stopped.Output}");

        // pg_ctl returns when the pid file is gone, a moment before the process is.
        await WaitForOrphansAsync(cancellationToken);
        if (running.SocketDirectory == cluster.SocketDirectory) SocketFolder.Remove(cluster.SocketDirectory);
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        log($"Starting PostgreSQL {binaries.Major} on {cluster.DataDirectory}.");
        Postmaster.RemoveStalePidFile(cluster.DataDirectory);
        await cluster.OwnAsync(cluster.DataDirectory, cancellationToken);
        await SocketFolder.PrepareAsync(cluster, cancellationToken);

        // What the server says before its own log is open. It is a new file each time, so it cannot grow.
        await File.WriteAllTextAsync(cluster.StartLog, "", cancellationToken);
        await cluster.OwnAsync(cluster.StartLog, cancellationToken);

        // pg_ctl puts the server into a session of its own, so Ctrl+C in a terminal reaches Farebox alone.
        var started = await cluster.RunAsync(
            binaries.Program("pg_ctl"),
            ["start", "-D", cluster.DataDirectory, "-l", cluster.StartLog, "-o", ServerSettings.CommandLine(cluster.SocketDirectory), "--wait"],
            cancellationToken);
        if (started.ExitCode != 0 && Postmaster.Find(cluster.DataDirectory) is null)
            throw await FailureAsync($"PostgreSQL did not start: {started.Output}");
    }

    /// <summary>Waits while a server lives until it answers; null when there is none, or it ended.</summary>
    private async Task<Postmaster?> AnsweringAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (Postmaster.Find(cluster.DataDirectory) is { } server)
        {
            if (server.SocketDirectory is { } socket && await AnswersAsync(socket, cancellationToken)) return server;
            if (waited.Elapsed > RecoveryMax) throw await FailureAsync($"PostgreSQL (process {server.ProcessId}) has not answered for {RecoveryMax}.");
            await Task.Delay(Step, cancellationToken);
        }

        return null;
    }

    private async Task<bool> AnswersAsync(string socketDirectory, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(PrivateConnection.To(socketDirectory, PostgresCluster.Superuser, "postgres", pooling: false));
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SHOW data_directory", connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is string served && served == cluster.DataDirectory) return true;

            throw new EmbeddedPostgresException($"The server at {socketDirectory} does not serve {cluster.DataDirectory}.");
        }
        catch (NpgsqlException)
        {
            // It recovers, shuts down or has not opened its socket: the caller looks whether it still lives.
            return false;
        }
    }

    // Children of a killed server keep its shared memory until they notice, and no new server may start before.
    private async Task WaitForOrphansAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (Postmaster.ProcessesOf(cluster.DataDirectory) is { Count: > 0 } orphans)
        {
            if (waited.Elapsed > OrphansMax)
            {
                var processes = string.Join(' ', orphans);
                throw new EmbeddedPostgresException($"Processes of a server that was killed still work on {cluster.DataDirectory}. End them: kill -QUIT {processes}");
            }

            await Task.Delay(Step, cancellationToken);
        }
    }

    private async Task<EmbeddedPostgresException> FailureAsync(string what)
    {
        const int tail = 20;

        var files = new DirectoryInfo(Path.Combine(cluster.DataDirectory, "log")) is { Exists: true } folder
            ? folder.GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Take(1).Select(file => file.FullName)
            : [];
        var said = new List<string>();
        foreach (var file in files.Prepend(cluster.StartLog).Where(File.Exists))
            said.AddRange((await File.ReadAllLinesAsync(file)).TakeLast(tail));
        return new($"{what}\nIts log ends with:\n{string.Join('\n', said)}");
    }
}
