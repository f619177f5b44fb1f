using Farebox.Bench.Http;
using Farebox.Bench.InProcess;
using Farebox.Bench.Load;
using Farebox.Bench.Machine;
using Farebox.Bench.Server;
using Farebox.Postgres.Embedded;
using Npgsql;

namespace Farebox.Bench;

/// <summary>What a run needs around it: a PostgreSQL of its own, a Farebox server in a process of its own, and the journal in this one.</summary>
/// <remarks>
/// Server and journal have a database each, on the one PostgreSQL: on a common one each would bring up to date what the other
/// left unfinished, and pay for it in rows that have nothing to do with it.
/// </remarks>
public sealed class BenchHouse : IAsyncDisposable
{
    private const string Key = "rows-of-the-bench-on-loopback-4be1";
    private const string Served = "farebox";
    private const string InProcess = "farebox_in_process";

    private readonly BenchFolder _folder;
    private EmbeddedPostgres _postgres;
    private FareboxServer? _server;
    private JournalPort? _journal;

    private BenchHouse(BenchFolder folder, EmbeddedPostgres postgres, BenchDatabase database)
    {
        (_folder, _postgres, Database) = (folder, postgres, database);
        Cpu = new(postgres.PostmasterPid);
    }

    /// <summary>The server's database, where the naive column is too.</summary>
    public BenchDatabase Database { get; private set; }

    /// <summary>The database of the journal in this process, once it is open.</summary>
    public BenchDatabase? JournalDatabase { get; private set; }

    public CpuMeter Cpu { get; private set; }

    public string Folder => _folder.Path;

    public string BinDirectory => _postgres.BinDirectory;

    /// <summary>To the server's database, as a role that may do everything.</summary>
    public string ConnectionString => To(_postgres.SuperuserConnectionString, Served);

    public FareboxServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public JournalPort Journal => _journal ?? throw new InvalidOperationException("The journal has not been opened.");

    public static async Task<BenchHouse> OpenAsync(CancellationToken cancellation)
    {
        var folder = await BenchFolder.TakeAsync(cancellation);
        try
        {
            var postgres = await EmbeddedPostgres.StartAsync(new() { DataFolder = folder.Path }, cancellation);
            return new(folder, postgres, await BenchDatabase.OpenAsync(To(postgres.SuperuserConnectionString, Served), cancellation));
        }
        catch
        {
            await folder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server, which migrates its database, and makes prices and accounts through its API.</summary>
    public async Task StartServerAsync(IEnumerable<AccountSet> accounts, CancellationToken cancellation)
    {
        _server = await FareboxServer.StartAsync(To(_postgres.OwnerConnectionString, Served), Key, cancellation);
        Cpu.ServerProcess = _server.ProcessId;
        SetUp(_server, accounts);
    }

    /// <summary>Opens the journal in this process; a server is there only while prices and accounts are made through its API.</summary>
    public async Task OpenJournalAsync(IEnumerable<AccountSet> accounts, CancellationToken cancellation)
    {
        await Database.ExecuteAsync($"CREATE DATABASE {InProcess} OWNER farebox_owner", cancellation);
        await using (var server = await FareboxServer.StartAsync(To(_postgres.OwnerConnectionString, InProcess), Key, cancellation))
            SetUp(server, accounts);

        JournalDatabase = await BenchDatabase.OpenAsync(To(_postgres.SuperuserConnectionString, InProcess), cancellation);
        _journal = await JournalPort.OpenAsync(
            To(_postgres.AppConnectionString, InProcess), new(JournalDatabase, "public"), cancellation);
    }

    /// <summary>Gives what the journal wrote to a server, in new processes of server and database with nothing in their memory.</summary>
    public async Task ServeJournalAsync(CancellationToken cancellation)
    {
        await StopAsync();
        _postgres = await EmbeddedPostgres.StartAsync(new() { DataFolder = _folder.Path }, cancellation);
        Database = await BenchDatabase.OpenAsync(To(_postgres.SuperuserConnectionString, InProcess), cancellation);
        _server = await FareboxServer.StartAsync(To(_postgres.OwnerConnectionString, InProcess), Key, cancellation);
        Cpu = new(_postgres.PostmasterPid) { ServerProcess = _server.ProcessId };
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _folder.DisposeAsync();
    }

    private async Task StopAsync()
    {
        if (_journal is not null) await _journal.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        if (JournalDatabase is not null) await JournalDatabase.DisposeAsync();
        (_journal, _server, JournalDatabase) = (null, null, null);
        await Database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _postgres.DisposeAsync();
    }

    private static void SetUp(FareboxServer server, IEnumerable<AccountSet> accounts)
    {
        var setup = new CatalogSetup(server.Address, Key);
        setup.Prices();
        foreach (var set in accounts) setup.Accounts(set);
    }

    private static string To(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = true }.ConnectionString;
}
