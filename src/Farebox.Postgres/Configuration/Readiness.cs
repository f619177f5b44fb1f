using System.Data.Common;
using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.Postgres.Configuration;

/// <summary>Whether the database can serve this program.</summary>
public sealed class Readiness(NpgsqlDataSource dataSource)
{
    /// <summary>All three parts in order.</summary>
    public const string Ok = "ok";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private Task<DatabaseState> _underWay = Task.FromResult(DatabaseState.Unanswered("not_asked"));

    /// <summary>Asks the database. It is asked once at a time, however many ask here, and nobody waits longer than two seconds.</summary>
    public async Task<DatabaseState> CheckAsync()
    {
        Task<DatabaseState> asked;
        lock (_gate)
        {
            // A hanging database must not be sent one more question by every probe.
            if (_underWay.IsCompleted) _underWay = AskAsync();
            asked = _underWay;
        }

        try
        {
            return await asked.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return DatabaseState.Unanswered("no_answer");
        }
    }

    private async Task<DatabaseState> AskAsync()
    {
        const string ask = """
            SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on', max(version) FROM schema_version
            """;

        try
        {
            await using var command = dataSource.CreateCommand(ask);
            await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
            await row.ReadAsync(CancellationToken.None);
            return new(
                Ok,
                row.GetBoolean(0) ? "standby" : row.GetBoolean(1) ? "read_only" : Ok,
                row.IsDBNull(2) || row.GetInt32(2) < Migrator.Version ? "older" : row.GetInt32(2) > Migrator.Version ? "newer" : Ok);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return new(Ok, Ok, "missing");
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or InvalidOperationException)
        {
            return DatabaseState.Unanswered("unreachable");
        }
    }
}

/// <summary>What the database is fit for, each part <c>ok</c> or the reason why it is not.</summary>
/// <param name="Database"><c>unreachable</c> or <c>no_answer</c>.</param>
/// <param name="Writable"><c>standby</c>, <c>read_only</c>, or <c>unknown</c>.</param>
/// <param name="Schema"><c>missing</c>, <c>older</c> or <c>newer</c> than this program's, or <c>unknown</c>.</param>
public sealed record DatabaseState(string Database, string Writable, string Schema)
{
    internal static DatabaseState Unanswered(string reason) => new(reason, "unknown", "unknown");
}
