using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Tenants;

/// <summary>A transaction that sees one tenant only, whatever its statements say or forget to say. Whoever disposes it before <see cref="CommitAsync"/> undoes it.</summary>
/// <remarks>
/// The wall stands in the database, not here: row level security, and views in front of the journal. It ends with the
/// transaction, so no pooled connection carries one tenant's session over to the next.
/// </remarks>
public sealed class TenantSession : IAsyncDisposable
{
    private const string Reading =
        "SELECT set_config('farebox.tenant', $1, true), set_config('search_path', 'walled, public', true), set_config('role', 'farebox_read', true)";
    private const string Writing = "SELECT set_config('farebox.tenant', $1, true)";

    private readonly NpgsqlTransaction _transaction;

    private TenantSession(NpgsqlConnection connection, NpgsqlTransaction transaction) => (Connection, _transaction) = (connection, transaction);

    /// <summary>Inside the transaction.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>For what is read on behalf of a caller: as the role that may change nothing.</summary>
    public static Task<TenantSession> ReadAsync(NpgsqlDataSource dataSource, int tenantId, CancellationToken cancellationToken) =>
        BeginAsync(dataSource, Reading, tenantId, cancellationToken);

    /// <summary>For configuration, keys and the clock: as the program's role, held to the tenant.</summary>
    public static Task<TenantSession> WriteAsync(NpgsqlDataSource dataSource, int tenantId, CancellationToken cancellationToken) =>
        BeginAsync(dataSource, Writing, tenantId, cancellationToken);

    /// <summary>The same wall around every session of a connection string, for whoever serves one tenant all the time.</summary>
    public static string Walled(string connectionString, int tenantId)
    {
        var walled = new NpgsqlConnectionStringBuilder(connectionString);
        walled.Options = FormattableString.Invariant($"{walled.Options} -c farebox.tenant={tenantId}").Trim();
        return walled.ConnectionString;
    }

    public NpgsqlCommand Command(string sql) => new(sql, Connection);

    /// <summary>Commits. A cancelled commit may have happened, so it is not cancelled.</summary>
    public Task CommitAsync() => _transaction.CommitAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private static async Task<TenantSession> BeginAsync(NpgsqlDataSource dataSource, string wall, int tenantId, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(wall, connection);
            command.Parameters.Add(new() { Value = FormattableString.Invariant($"{tenantId}"), NpgsqlDbType = NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
