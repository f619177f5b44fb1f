using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Tenants;

/// <summary>Reads who did what. Newest first, because that is where one looks first, and because nothing can come in between while one reads on.</summary>
public sealed class AuditLog(NpgsqlDataSource dataSource)
{
    private const string Rows = """
        SELECT a.seq, a.recorded_at, a.actor, a.request_id, a.action, a.object, a.before, a.after, a.entry_seq, a.book_id
        FROM audit a
        WHERE a.tenant_id = $1 AND ($2 IS NULL OR a.seq < $2) AND ($3 IS NULL OR a.actor = $3) AND ($4 IS NULL OR a.action = $4)
          AND ($5 IS NULL OR a.object = $5 OR starts_with(a.object, $5 || '/')) AND ($6 IS NULL OR a.recorded_at >= $6) AND ($7 IS NULL OR a.recorded_at < $7)
        ORDER BY a.seq DESC LIMIT $8
        """;

    // Constants pass through the wall's view and reach the index; the columns of a join would not, and every entry would be read.
    private const string Entries = "SELECT book_id, seq, command FROM entry WHERE book_id = $1 AND seq = ANY($2)";

    /// <summary>Up to <paramref name="count"/> acts that fit, before one of them.</summary>
    public async Task<List<AuditRow>> ReadAsync(int tenantId, AuditQuery query, long? before, int count, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Rows);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(KeyRows.Optional(before, NpgsqlDbType.Bigint));
        command.Parameters.Add(KeyRows.Optional(query.Actor, NpgsqlDbType.Text));
        command.Parameters.Add(KeyRows.Optional(query.Action, NpgsqlDbType.Text));
        command.Parameters.Add(KeyRows.Optional(query.Target, NpgsqlDbType.Text));
        command.Parameters.Add(KeyRows.Optional(query.From?.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(KeyRows.Optional(query.To?.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        var rows = await ReadRowsAsync(command, cancellationToken);

        // What an entry recorded is read from the entry, so the two cannot differ.
        var commands = await ReadCommandsAsync(session, rows, cancellationToken);
        return [.. rows.Select(row => row.BookId is { } book && commands.TryGetValue((book, row.Act.EntrySeq!.Value), out var said) ? row.Act with { After = row.Act.After ?? said } : row.Act)];
    }

    private static async Task<List<(AuditRow Act, long? BookId)>> ReadRowsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(AuditRow, long?)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var act = new AuditRow(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetInt64(8));
            rows.Add((act, reader.IsDBNull(9) ? null : reader.GetInt64(9)));
        }

        return rows;
    }

    private static async Task<Dictionary<(long BookId, long Seq), string>> ReadCommandsAsync(
        TenantSession session, List<(AuditRow Act, long? BookId)> rows, CancellationToken cancellationToken)
    {
        var commands = new Dictionary<(long, long), string>();
        await using var batch = new NpgsqlBatch(session.Connection);
        foreach (var book in rows.Where(row => row.BookId is not null).GroupBy(row => row.BookId!.Value))
        {
            var one = new NpgsqlBatchCommand(Entries);
            one.Parameters.Add(new NpgsqlParameter<long> { TypedValue = book.Key });
            one.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. book.Select(row => row.Act.EntrySeq!.Value)] });
            batch.BatchCommands.Add(one);
        }

        if (batch.BatchCommands.Count == 0) return commands;

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken)) commands[(reader.GetInt64(0), reader.GetInt64(1))] = reader.GetString(2);
        }
        while (await reader.NextResultAsync(cancellationToken));

        return commands;
    }
}

/// <summary>Which acts to show: those to which everything that is given applies.</summary>
/// <param name="Target">An object and everything below it, such as an account with its grants.</param>
public sealed record AuditQuery(string? Actor, string? Action, string? Target, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>One administrative act.</summary>
/// <param name="EntrySeq">The entry of the account's journal that records it, for an act on an account.</param>
public sealed record AuditRow(
    long Seq, DateTimeOffset RecordedAt, string Actor, string RequestId, string Action, string Target, string? Before, string? After, long? EntrySeq);
