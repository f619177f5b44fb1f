using Farebox.Postgres.Backup;
using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.CommandLine;

/// <summary>The database a command works on: the one that is named, or the private one.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Database(EmbeddedPostgres? embedded, string owner, string app) =>
        (_embedded, OwnerConnectionString, AppConnectionString) = (embedded, owner, app);

    public string OwnerConnectionString { get; }

    public string AppConnectionString { get; }

    /// <summary>What is backed up and restored. A private server is read as its superuser, a named one as its owner.</summary>
    public BackupPlace Place => _embedded is null
        ? new(OwnerConnectionString, OwnerConnectionString, null)
        : new(AsSuperuser(_embedded), OwnerConnectionString, _embedded.BinDirectory);

    /// <summary>Opens it, and brings it to this program's schema.</summary>
    /// <param name="log">Hears one sentence per step that takes time.</param>
    public static async Task<Database> OpenAsync(Settings settings, Action<string> log, CancellationToken cancellationToken)
    {
        var database = await ConnectAsync(settings, log, cancellationToken);
        try
        {
            await Migrator.MigrateAsync(database.OwnerConnectionString, cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens it as it is: a backup is taken before an upgrade, and restored where there is nothing yet.</summary>
    public static async Task<Database> ConnectAsync(Settings settings, Action<string> log, CancellationToken cancellationToken)
    {
        if (settings.Database is { } named) return new(null, named, Migrator.AsApplication(named));

        var embedded = await EmbeddedPostgres.StartAsync(new() { DataFolder = settings.DataFolder, Log = log }, cancellationToken);
        return new(embedded, embedded.OwnerConnectionString, embedded.AppConnectionString);
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string AsSuperuser(EmbeddedPostgres embedded) =>
        new NpgsqlConnectionStringBuilder(embedded.SuperuserConnectionString)
        {
            Database = new NpgsqlConnectionStringBuilder(embedded.OwnerConnectionString).Database,
        }.ConnectionString;
}
