using Farebox.Postgres.Migrations;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>The journal is append-only for the program: the catalogue says so, and the attempt is refused.</summary>
/// <remarks>
/// A read-only transaction refuses every change before it looks at rights, so the attempts are made on a connection of their
/// own, name no row, and are rolled back. What the catalogue allows is a break already and is not attempted.
/// </remarks>
internal sealed class RoleCheck(string connectionString)
{
    public const string Id = "I-29";
    public const string Sentence = "The program's role can neither update, delete nor truncate entries, transfers, event bodies and the audit.";

    private static readonly string[] Tables = ["entry", "transfer", "event_body", "audit"];

    /// <summary>All ways to the right count: of the table or one of its columns, as owner or administrator, directly or through another role.</summary>
    private const string Allowed = $"""
        SELECT c.relname, p.name
        FROM pg_class c
        CROSS JOIN (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE')) AS p (name)
        CROSS JOIN pg_roles r
        WHERE c.relnamespace = 'public'::regnamespace
            AND (c.relname = ANY($1) OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'event_body'::regclass))
            AND pg_has_role('{ApplicationRole.Name}', r.oid, 'MEMBER')
            AND (has_table_privilege(r.oid, c.oid, p.name) OR (p.name = 'UPDATE' AND has_any_column_privilege(r.oid, c.oid, p.name)))
        ORDER BY c.relname, p.name LIMIT 1
        """;

    public async Task<(Break? Break, string Note)> FindBreakAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (await FindAllowedAsync(snapshot.Connection, cancellationToken) is { } allowed) return (allowed, "");

        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await BecomeApplicationAsync(connection, cancellationToken))
            return (null, "by the catalogue alone: this login may not take on the program's role");

        foreach (var table in Tables)
        {
            foreach (var attempt in (string[])[$"UPDATE {table} SET seq = seq WHERE false", $"DELETE FROM {table} WHERE false", $"TRUNCATE {table}"])
            {
                if (await TryAsync(connection, transaction, attempt, cancellationToken) is { } found) return (found, "");
            }
        }

        return (null, "");
    }

    private static async Task<Break?> FindAllowedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Allowed, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Tables });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(null, null, $"table {reader.GetString(0)}", $"no right to {reader.GetString(1)} for {ApplicationRole.Name}", "the right")
            : null;
    }

    private static async Task<bool> BecomeApplicationAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string who = $"SELECT CASE WHEN current_user = '{ApplicationRole.Name}' THEN 1 WHEN pg_has_role('{ApplicationRole.Name}', 'MEMBER') THEN 2 ELSE 0 END";
        await using var ask = new NpgsqlCommand(who, connection);
        var answer = (int)(await ask.ExecuteScalarAsync(cancellationToken))!;
        if (answer == 2)
        {
            await using var become = new NpgsqlCommand($"SET LOCAL ROLE {ApplicationRole.Name}", connection);
            await become.ExecuteNonQueryAsync(cancellationToken);
        }

        return answer != 0;
    }

    private static async Task<Break?> TryAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string attempt, CancellationToken cancellationToken)
    {
        await transaction.SaveAsync("attempt", cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(attempt, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException refusal)
        {
            await transaction.RollbackAsync("attempt", cancellationToken);
            return refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege
                ? null
                : new(null, null, attempt, $"refused with {PostgresErrorCodes.InsufficientPrivilege}", $"refused with {refusal.SqlState}");
        }

        return new(null, null, attempt, $"refused with {PostgresErrorCodes.InsufficientPrivilege}", "carried out, and rolled back");
    }
}
