using System.Globalization;

namespace Farebox.Postgres.Embedded;

/// <summary>The running server of a cluster, as its postmaster.pid describes it.</summary>
/// <param name="SocketDirectory">Null for the first moment of its life, before the server has written it down.</param>
internal sealed record Postmaster(int ProcessId, string? SocketDirectory)
{
    private const int SocketDirectoryLine = 4;

    /// <summary>The live server of this cluster. A number in the file that now belongs to another program is not one.</summary>
    public static Postmaster? Find(string dataDirectory)
    {
        if (ReadPidFile(dataDirectory) is not { Length: > 0 } lines) return null;
        if (!int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)) return null;
        if (!IsIn(dataDirectory, processId)) return null;

        var socket = lines.ElementAtOrDefault(SocketDirectoryLine);
        return new(processId, string.IsNullOrWhiteSpace(socket) ? null : socket.Trim());
    }

    /// <summary>Every process of this cluster, also those that outlive a killed postmaster for a moment.</summary>
    public static IReadOnlyList<int> ProcessesOf(string dataDirectory) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let processId = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0
           where processId > 0 && IsIn(dataDirectory, processId)
           select processId,
    ];

    /// <summary>Removes a pid file nobody stands behind.</summary>
    /// <remarks>
    /// PostgreSQL does so itself unless the number now belongs to another program of the same account, as after a restart
    /// of the machine; then it would refuse to start. Call it only when <see cref="ProcessesOf"/> is empty.
    /// </remarks>
    public static void RemoveStalePidFile(string dataDirectory) => File.Delete(Path.Combine(dataDirectory, "postmaster.pid"));

    private static string[]? ReadPidFile(string dataDirectory)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(dataDirectory, "postmaster.pid"));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // The server and all its children work in the data directory; nothing else has a reason to run there under the name postgres.
    private static bool IsIn(string dataDirectory, int processId)
    {
        try
        {
            return new DirectoryInfo($"/proc/{processId}/cwd").LinkTarget == dataDirectory
                && File.ReadAllText($"/proc/{processId}/comm").StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
