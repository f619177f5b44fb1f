namespace Farebox.Postgres.Embedded;

/// <summary>Locks between Farebox processes that share a data folder. The kernel drops them when a process dies, however it dies.</summary>
internal static class FolderLock
{
    /// <summary>Waits for the turn to start or stop the server. Disposing the stream ends the turn.</summary>
    public static async Task<FileStream> TakeTurnAsync(string dataFolder, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryOpen(Path.Combine(dataFolder, "postgres.turn"), FileShare.None) is { } turn) return turn;
            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>Says that this process uses the server. Any number may; call it only in one's turn.</summary>
    public static FileStream Use(string dataFolder) =>
        TryOpen(UsersFile(dataFolder), FileShare.Read)
        ?? throw new IOException($"{UsersFile(dataFolder)} is locked by a program that is not Farebox.");

    /// <summary>Whether no process uses the server any more; ask only in one's turn.</summary>
    public static bool IsUnused(string dataFolder)
    {
        using var alone = TryOpen(UsersFile(dataFolder), FileShare.None);
        return alone is not null;
    }

    private static string UsersFile(string dataFolder) => Path.Combine(dataFolder, "postgres.users");

    // On Linux, FileShare.None is an exclusive flock and FileShare.Read a shared one; both belong to this open file.
    private static FileStream? TryOpen(string path, FileShare share)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Read,
                Share = share,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
