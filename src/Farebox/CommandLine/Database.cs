using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;

namespace Farebox.CommandLine;

/// <summary>The database a command works on: the one that is named, or the private one. Migrated when this returns.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Database(EmbeddedPostgres? embedded, string owner, string app) =>
        (_embedded, OwnerConnectionString, AppConnectionString) = (embedded, owner, app);

    public string OwnerConnectionString { get; }

    public string AppConnectionString { get; }

    /// <param name="log">Hears one sentence per step that takes time.</param>
    public static async Task<Database> OpenAsync(Settings settings, Action<string> log, CancellationToken cancellationToken)
    {
        if (settings.Database is { } named)
        {
            await Migrator.MigrateAsync(named, cancellationToken);
            return new(null, named, Migrator.AsApplication(named));
        }

        var embedded = await EmbeddedPostgres.StartAsync(new() { DataFolder = settings.DataFolder, Log = log }, cancellationToken);
        try
        {
            await Migrator.MigrateAsync(embedded.OwnerConnectionString, cancellationToken);
            return new(embedded, embedded.OwnerConnectionString, embedded.AppConnectionString);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
