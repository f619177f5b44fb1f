namespace Farebox.Postgres.Embedded;

/// <summary>The private server's settings. They stand on its command line, so no edited file can turn durability off or open a port.</summary>
internal static class ServerSettings
{
    private const long LargeMachine = 2L << 30;

    /// <summary>The options in the quoting of the shell through which pg_ctl starts the server.</summary>
    public static string CommandLine(string socketDirectory) =>
        string.Join(' ', All(socketDirectory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
            .Select(setting => $"-c '{setting.Name}={setting.Value}'"));

    private static (string Name, string Value)[] All(string socketDirectory, long memory) =>
    [
        ("listen_addresses", ""),
        ("port", $"{PostgresCluster.Port}"),
        ("unix_socket_directories", socketDirectory),
        ("cluster_name", "farebox"),

        // An answer to a caller means that the entry is on disk.
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),

        // Group commits write much log in bursts: large buffers, and checkpoints that are rare and spread out.
        ("shared_buffers", memory >= LargeMachine ? "512MB" : "128MB"),
        ("wal_buffers", "64MB"),
        ("max_wal_size", "8GB"),

        // A new file of the log is filled with zeros while every commit waits; files kept for use again cost nothing.
        ("min_wal_size", "1GB"),
        ("checkpoint_timeout", "15min"),
        ("checkpoint_completion_target", "0.9"),

        // Compiling a plan takes longer than any statement of ours that should not take long, and it takes a core.
        ("jit", "off"),
        ("max_connections", "100"),
        ("tcp_keepalives_idle", "60"),
        ("tcp_keepalives_interval", "10"),
        ("tcp_keepalives_count", "6"),
        ("timezone", "UTC"),

        // One file per weekday in the cluster's folder log, overwritten a week later, so the log is bounded.
        ("logging_collector", "on"),
        ("log_directory", "log"),
        ("log_filename", "postgresql-%a.log"),
        ("log_truncate_on_rotation", "on"),
        ("log_rotation_age", "1d"),
        ("log_rotation_size", "0"),
        ("log_timezone", "UTC"),
    ];
}
