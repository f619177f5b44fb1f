using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>One instant of a live database: a read-only transaction that sees no later commit and blocks no writer.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private Snapshot(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public static async Task<Snapshot> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false, Enlist = false, CommandTimeout = 0, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, ApplicationName = "farebox verify",
        };
        var snapshot = new Snapshot(new(settings.ConnectionString));
        try
        {
            await snapshot.Connection.OpenAsync(cancellationToken);
            await snapshot.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellationToken);
            await snapshot.ExecuteAsync("SET LOCAL TIME ZONE 'UTC'", cancellationToken);
            await snapshot.ExecuteAsync("SET LOCAL work_mem = '64MB'", cancellationToken);

            // Checks read all rows. Young statistics say there are few, and would have all rows of a book compared with each other.
            await snapshot.ExecuteAsync("SET LOCAL enable_nestloop = off", cancellationToken);
            await snapshot.ExecuteAsync("SET LOCAL enable_mergejoin = off", cancellationToken);
            await snapshot.ExecuteAsync("SET LOCAL jit = off", cancellationToken);
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>From here on rows are read by their keys: young statistics must not talk the planner into reading the whole journal per page.</summary>
    public async Task ReadByKeyAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync("SET LOCAL enable_nestloop = on", cancellationToken);
        foreach (var path in (string[])["seqscan", "bitmapscan", "hashjoin", "mergejoin"])
            await ExecuteAsync($"SET LOCAL enable_{path} = off", cancellationToken);
    }

    // Closing ends the transaction; there is nothing to commit.
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
