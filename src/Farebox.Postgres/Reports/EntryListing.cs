using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Reports;

/// <summary>Reads the entries of an account, page by page, in the order they were decided.</summary>
public sealed class EntryListing(NpgsqlDataSource dataSource)
{
    private const string Entries = """
        SELECT seq, kind, status, recorded_at, occurred_at, member, command, outcome
        FROM entry WHERE book_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
        """;

    private const string Transfers = """
        SELECT seq, n, from_account, to_account, asset, amount, from_after, to_after, hold
        FROM ledger_transfer WHERE book_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq, n
        """;

    /// <summary>Up to <paramref name="count"/> entries after one of them; nothing when there is no such account.</summary>
    public async Task<List<ListedEntry>?> ReadAsync(int tenantId, string account, long afterSeq, int count, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        var connection = session.Connection;
        var bookId = Identity.OfBook(tenantId, account);
        if (!await ExistsAsync(connection, bookId, tenantId, account, cancellationToken)) return null;

        // Entries are never changed, so two statements see the same ones.
        var entries = await ReadEntriesAsync(connection, bookId, afterSeq, count, cancellationToken);
        if (entries.Count > 0) await ReadTransfersAsync(connection, bookId, entries, cancellationToken);
        return entries;
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection, long bookId, int tenantId, string account, CancellationToken cancellationToken)
    {
        const string sql = "SELECT EXISTS (SELECT FROM book WHERE book_id = $1 AND tenant_id = $2 AND account = $3)";
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<ListedEntry>> ReadEntriesAsync(
        NpgsqlConnection connection, long bookId, long afterSeq, int count, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Entries, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterSeq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var entries = new List<ListedEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new(
                reader.GetInt64(0), reader.GetInt16(1), reader.GetInt16(2),
                reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.GetString(5), reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetString(7)));
        }

        return entries;
    }

    private static async Task ReadTransfersAsync(
        NpgsqlConnection connection, long bookId, List<ListedEntry> entries, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Transfers, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = entries[0].Seq - 1 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = entries[^1].Seq });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var bySeq = entries.ToDictionary(entry => entry.Seq);
        while (await reader.ReadAsync(cancellationToken))
        {
            bySeq[reader.GetInt64(0)].Transfers.Add(new(
                reader.GetInt16(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5),
                reader.GetInt64(6), reader.GetInt64(7), reader.IsDBNull(8) ? null : reader.GetString(8)));
        }
    }
}
