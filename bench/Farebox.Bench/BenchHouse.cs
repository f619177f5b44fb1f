using Farebox.Bench.Http;
using Farebox.Bench.InProcess;
using Farebox.Bench.Load;
using Farebox.Bench.Machine;
using Farebox.Bench.Server;
using Farebox.Postgres.Embedded;
using Npgsql;

namespace Farebox.Bench;

/// <summary>What a run needs around it: a PostgreSQL of its own, a Farebox server in a process of its own, and the journal in this one.</summary>
public sealed class BenchHouse : IAsyncDisposable
{
    private const string Key = "key-of-the-bench-which-serves-loopback-only";

    private readonly BenchFolder _folder;
    private EmbeddedPostgres _postgres;
    private FareboxServer? _server;
    private JournalPort? _journal;

    private BenchHouse(BenchFolder folder, EmbeddedPostgres postgres, BenchDatabase database)
    {
        (_folder, _postgres, Database) = (folder, postgres, database);
        Cpu = new(postgres.PostmasterPid);
    }

    public BenchDatabase Database { get; private set; }

    public CpuMeter Cpu { get; private set; }

    public string Folder => _folder.Path;

    public string BinDirectory => _postgres.BinDirectory;

    /// <summary>Of a role that may do everything; the naive column lives in the journal's database, on the same server and settings.</summary>
    public string ConnectionString => SuperuserOf(_postgres);

    public FareboxServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public JournalPort Journal => _journal ?? throw new InvalidOperationException("The journal has not been opened.");

    public static async Task<BenchHouse> OpenAsync(CancellationToken cancellation)
    {
        var folder = await BenchFolder.TakeAsync(cancellation);
        try
        {
            var postgres = await EmbeddedPostgres.StartAsync(new() { DataFolder = folder.Path }, cancellation);
            return new(folder, postgres, await BenchDatabase.OpenAsync(SuperuserOf(postgres), cancellation));
        }
        catch
        {
            await folder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server, which migrates the database, and makes prices and accounts through its API.</summary>
    public async Task StartServerAsync(IEnumerable<AccountSet> accounts, CancellationToken cancellation)
    {
        await StartServerAsync(cancellation);
        var setup = new CatalogSetup(Server.Address, Key);
        setup.Prices();
        foreach (var set in accounts) setup.Accounts(set);
    }

    /// <summary>Opens the journal in this process, beside the server's, on the same database.</summary>
    public async Task OpenJournalAsync(CancellationToken cancellation) =>
        _journal = await JournalPort.OpenAsync(_postgres.AppConnectionString, cancellation);

    /// <summary>New processes of database and server, with nothing in their memory.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await StopAsync();
        _postgres = await EmbeddedPostgres.StartAsync(new() { DataFolder = _folder.Path }, cancellation);
        Database = await BenchDatabase.OpenAsync(ConnectionString, cancellation);
        Cpu = new(_postgres.PostmasterPid);
        await StartServerAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _folder.DisposeAsync();
    }

    private async Task StartServerAsync(CancellationToken cancellation)
    {
        _server = await FareboxServer.StartAsync(_postgres.OwnerConnectionString, Key, cancellation);
        Cpu.ServerProcess = _server.ProcessId;
    }

    private async Task StopAsync()
    {
        if (_journal is not null) await _journal.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        (_journal, _server) = (null, null);
        await Database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _postgres.DisposeAsync();
    }

    private static string SuperuserOf(EmbeddedPostgres postgres) =>
        new NpgsqlConnectionStringBuilder(postgres.SuperuserConnectionString) { Database = "farebox", Pooling = true }.ConnectionString;
}
