using Npgsql;

namespace Farebox.IntegrationTests.Faults.Check;

/// <summary>An entry as the database has it, with what it moved summed by kind of ledger account. Read by SQL alone.</summary>
internal sealed record EntryLine(long BookId, string Account, long Seq, Guid Key16, int Kind, int Status, string? Code, Movement Moved);

/// <summary>How much the wallets, the holds, what is spent and what is owed have changed, in smallest units.</summary>
internal readonly record struct Movement(long Wallet, long Held, long Spent, long Owed)
{
    public static Movement operator -(Movement left, Movement right) =>
        new(left.Wallet - right.Wallet, left.Held - right.Held, left.Spent - right.Spent, left.Owed - right.Owed);
}

internal static class JournalRows
{
    private const string Read = """
        SELECT e.book_id, b.account, e.seq, e.key16, e.kind, e.status, e.outcome::json ->> 'code',
               coalesce(m.wallet, 0)::bigint, coalesce(m.held, 0)::bigint, coalesce(m.spent, 0)::bigint, coalesce(-m.debt, 0)::bigint
        FROM entry e JOIN book b USING (book_id)
        LEFT JOIN (
            SELECT book_id, seq,
                   sum(u) FILTER (WHERE a LIKE 'wallet/%') AS wallet, sum(u) FILTER (WHERE a LIKE 'held/%') AS held,
                   sum(u) FILTER (WHERE a LIKE 'spent/%') AS spent, sum(u) FILTER (WHERE a LIKE 'debt/%') AS debt
            FROM (SELECT book_id, seq, from_account AS a, -amount AS u FROM ledger_transfer
                  UNION ALL SELECT book_id, seq, to_account, amount FROM ledger_transfer) AS legs
            GROUP BY book_id, seq) AS m ON m.book_id = e.book_id AND m.seq = e.seq
        ORDER BY e.book_id, e.seq
        """;

    public static async Task<List<EntryLine>> ReadAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Read, connection);
        await using var row = await command.ExecuteReaderAsync();
        var entries = new List<EntryLine>();
        while (await row.ReadAsync())
        {
            entries.Add(new(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetGuid(3), row.GetInt16(4), row.GetInt16(5), row.IsDBNull(6) ? null : row.GetString(6),
                new(row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10))));
        }

        return entries;
    }
}
