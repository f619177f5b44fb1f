namespace Farebox.Postgres.Embedded;

/// <summary>A private PostgreSQL that Farebox runs itself from the machine's programs, for whoever names no database.</summary>
/// <remarks>
/// The data folder is the identity: every process that starts with the same folder uses the same server. The first one starts
/// it; the others adopt it, and so does a new process after a crash. Disposing stops the server when no other process uses
/// it, so the last one out turns off the light, whoever turned it on.
/// </remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly PostgresCluster _cluster;
    private readonly PrivateServer _server;
    private readonly FileStream _use;
    private bool _isDisposed;

    private EmbeddedPostgres(PostgresCluster cluster, PostgresBinaries binaries, PrivateServer server, Postmaster running, FileStream use)
    {
        (_cluster, _server, _use) = (cluster, server, use);
        BinDirectory = binaries.Directory;
        PostmasterPid = running.ProcessId;

        // An adopted server keeps the folder it was started with.
        SocketDirectory = running.SocketDirectory ?? cluster.SocketDirectory;
        OwnerConnectionString = PrivateConnection.To(SocketDirectory, "farebox_owner", "farebox");
        AppConnectionString = PrivateConnection.To(SocketDirectory, "farebox_app", "farebox");
        SuperuserConnectionString = PrivateConnection.To(SocketDirectory, PostgresCluster.Superuser, "postgres", pooling: false);
    }

    /// <summary>Owns the database and migrates it.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>Runs the program: may not change the journal, nor make tables.</summary>
    public string AppConnectionString { get; }

    /// <summary>For making databases and for maintenance, never for serving requests.</summary>
    public string SuperuserConnectionString { get; }

    /// <summary>The folder with the server's socket; also what psql takes as <c>--host</c>.</summary>
    public string SocketDirectory { get; }

    public int Port { get; } = PostgresCluster.Port;

    /// <summary>The folder of the programs that match the server's major version.</summary>
    public string BinDirectory { get; }

    public string DataDirectory => _cluster.DataDirectory;

    public int PostmasterPid { get; }

    /// <summary>Returns when the server answers and has its database and roles; the schema is the migrator's.</summary>
    /// <exception cref="EmbeddedPostgresException">Something a person must put right; the message says what.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedOptions options, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            throw new EmbeddedPostgresException("The private PostgreSQL runs on Linux only. Name a database in FAREBOX_DATABASE.");

        var cluster = new PostgresCluster(options.DataFolder);
        await using var turn = await FolderLock.TakeTurnAsync(cluster.DataFolder, cancellationToken);
        var binaries = BinariesChoice.Choose(await PostgresBinaries.FindAsync(options.BinDirectory, cancellationToken), cluster);
        if (cluster.RecordedMajor is null)
        {
            options.Log($"Creating a private PostgreSQL {binaries.Major} in {cluster.DataDirectory}.");
            await ClusterCreation.CreateAsync(cluster, binaries, cancellationToken);
        }

        var use = FolderLock.Use(cluster.DataFolder);
        var server = new PrivateServer(cluster, binaries, options.Log);
        try
        {
            var running = await server.RunAsync(cancellationToken);
            var embedded = new EmbeddedPostgres(cluster, binaries, server, running, use);
            await PrivateRoles.EnsureAsync(embedded.SuperuserConnectionString, cancellationToken);
            return embedded;
        }
        catch
        {
            // A server that came up without us knowing it must not stay behind unless somebody else uses it.
            await use.DisposeAsync();
            if (FolderLock.IsUnused(cluster.DataFolder)) await server.StopAsync(StopMode.Immediate, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stops the server now, also for other processes that use it.</summary>
    public async Task StopAsync(StopMode mode)
    {
        await using var turn = await FolderLock.TakeTurnAsync(_cluster.DataFolder, CancellationToken.None);
        await _server.StopAsync(mode, CancellationToken.None);
    }

    /// <summary>Stops the server when no other process uses it. Dispose the data sources on it first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;

        await using var turn = await FolderLock.TakeTurnAsync(_cluster.DataFolder, CancellationToken.None);
        await _use.DisposeAsync();
        if (FolderLock.IsUnused(_cluster.DataFolder)) await _server.StopAsync(StopMode.Fast, CancellationToken.None);
    }
}
