namespace Farebox.Postgres.Embedded;

/// <summary>Makes a new cluster. It gets its name only when it is complete, so an interrupted start leaves nothing that looks like one.</summary>
internal static class ClusterCreation
{
    /// <summary>Trust is safe because only the account itself can reach the socket; connections over a network are refused.</summary>
    public static readonly IReadOnlyList<string> Arguments =
    [
        $"--username={PostgresCluster.Superuser}", "--encoding=UTF8", "--locale=C", "--data-checksums",
        "--auth-local=trust", "--auth-host=reject",
    ];

    public static async Task CreateAsync(PostgresCluster cluster, PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        if (Directory.Exists(cluster.DataDirectory) && Directory.EnumerateFileSystemEntries(cluster.DataDirectory).Any())
        {
            throw new EmbeddedPostgresException(
                $"{cluster.DataDirectory} is not empty, but holds no cluster (PG_VERSION is missing). Restore it, or move it away.");
        }

        var unfinished = cluster.DataDirectory + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await cluster.OwnAsync(unfinished, cancellationToken);

        var made = await cluster.RunAsync(binaries.Program("initdb"), ["-D", unfinished, .. Arguments], cancellationToken);
        if (made.ExitCode != 0) throw new EmbeddedPostgresException($"initdb could not make a cluster in {unfinished}:\n{made.Output}");

        if (Directory.Exists(cluster.DataDirectory)) Directory.Delete(cluster.DataDirectory);
        Directory.Move(unfinished, cluster.DataDirectory);

        // The name must be on disk before the first commit is, or a power failure could take the cluster for an unfinished one.
        await ChildProgram.RunAsync(["sync", cluster.DataFolder], cancellationToken);
    }
}
