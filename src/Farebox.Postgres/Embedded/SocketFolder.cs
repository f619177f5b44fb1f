namespace Farebox.Postgres.Embedded;

/// <summary>The folder of the server's socket. Its mode 0700 is what guards the server: who can enter is the superuser.</summary>
internal static class SocketFolder
{
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>An empty folder that only the account can enter. Call it only when no server of the cluster lives.</summary>
    public static async Task PrepareAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(cluster.SocketDirectory);
        Directory.CreateDirectory(folder.FullName, Closed);

        // In /tmp somebody else may have put a folder or a link under this name. Only its owner may change its mode.
        if (folder.LinkTarget is not null) throw Foreign(folder.FullName);
        try
        {
            File.SetUnixFileMode(folder.FullName, Closed);
        }
        catch (UnauthorizedAccessException)
        {
            throw Foreign(folder.FullName);
        }

        // A lock file from before a restart of the machine may name a process number that is now another program's.
        foreach (var left in folder.GetFiles(".s.PGSQL.*")) left.Delete();
        await cluster.OwnAsync(folder.FullName, cancellationToken);
    }

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static EmbeddedPostgresException Foreign(string folder) => new($"{folder} belongs to somebody else. Remove it and start again.");
}
