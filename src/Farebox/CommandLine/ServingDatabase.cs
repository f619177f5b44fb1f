using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;

namespace Farebox.CommandLine;

/// <summary>The database a command works on: migrated, and as the role that runs the program.</summary>
internal sealed class ServingDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private ServingDatabase(EmbeddedPostgres? embedded, string ownerConnectionString, string appConnectionString) =>
        (_embedded, OwnerConnectionString, AppConnectionString) = (embedded, ownerConnectionString, appConnectionString);

    public string OwnerConnectionString { get; }

    public string AppConnectionString { get; }

    /// <summary>Opens the database that <c>FAREBOX_DATABASE</c> names, or starts the embedded one.</summary>
    public static async Task<ServingDatabase> OpenAsync(Action<string> log, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("FAREBOX_DATABASE") is { Length: > 0 } given)
        {
            await Migrator.MigrateAsync(given, cancellationToken);
            return new(null, given, Migrator.AsApplication(given));
        }

        var embedded = await EmbeddedPostgres.StartAsync(new() { DataFolder = EmbeddedOptions.DefaultDataFolder, Log = log }, cancellationToken);
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

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null) await _embedded.DisposeAsync();
    }
}
