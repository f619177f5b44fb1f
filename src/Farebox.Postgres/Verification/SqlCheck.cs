using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>A check that is one query: it returns the first break as book, seq, subject, expected and found, or no row.</summary>
internal sealed record SqlCheck(string Id, string Sentence, string Sql)
{
    public async Task<Break?> FindBreakAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        await snapshot.ExecuteAsync("SAVEPOINT verifying", cancellationToken);
        try
        {
            var found = await ReadAsync(snapshot, cancellationToken);
            await snapshot.ExecuteAsync("RELEASE SAVEPOINT verifying", cancellationToken);
            return found;
        }
        catch (PostgresException damage) when (damage.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            // A value that cannot even be read, such as a sum out of range or text that is not JSON.
            await snapshot.ExecuteAsync("ROLLBACK TO SAVEPOINT verifying", cancellationToken);
            return new(null, null, "a stored value", "one that can be read", damage.MessageText);
        }
    }

    private async Task<Break?> ReadAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, snapshot.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;

        return new(
            reader.IsDBNull(0) ? null : reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1),
            Text(reader, 2), Text(reader, 3), Text(reader, 4));
    }

    private static string Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? "nothing" : row.GetString(column);
}
