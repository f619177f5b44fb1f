using Npgsql;

namespace Farebox.IntegrationTests.Faults.Check;

/// <summary>The invariants that one query each can see on a database that stands still.</summary>
internal static class SqlChecks
{
    private static readonly (string What, string Query)[] Queries =
    [
        ("a gap in a book, or a head that is not its last entry", """
            SELECT b.account FROM book b LEFT JOIN entry e USING (book_id)
            GROUP BY b.book_id HAVING b.seq <> count(e.seq) OR b.seq <> coalesce(max(e.seq), 0)
            """),
        ("one identity twice", "SELECT key16::text FROM entry GROUP BY book_id, key16 HAVING count(*) > 1"),
        ("a balance that does not follow from the one before", """
            SELECT a || ' at ' || seq FROM (
                SELECT book_id, seq, a, after, sum(u) OVER (PARTITION BY book_id, a, asset ORDER BY seq, n) AS summed
                FROM (SELECT book_id, seq, n, asset, from_account AS a, -amount AS u, from_after AS after FROM ledger_transfer
                      UNION ALL SELECT book_id, seq, n, asset, to_account, amount, to_after FROM ledger_transfer) AS legs) AS run
            WHERE after <> summed
            """),
        ("less than nothing", """
            SELECT a || ' at ' || seq FROM (
                SELECT seq, from_account AS a, from_after AS after FROM ledger_transfer) AS legs
            WHERE after < 0 AND (a LIKE 'wallet/%' OR a LIKE 'held/%')
            """),
        ("a refusal that moved something", "SELECT account || ' at ' || e.seq FROM entry e JOIN book USING (book_id) WHERE status <> 1 AND amount IS NOT NULL"),
        ("a clock that went back", """
            SELECT 'entry ' || seq FROM (
                SELECT seq, recorded_at, lag(recorded_at) OVER (PARTITION BY book_id ORDER BY seq) AS earlier FROM entry) AS run
            WHERE recorded_at < earlier
            """),
        ("a checkpoint of another entry", "SELECT account FROM book b JOIN checkpoint c USING (book_id) WHERE b.checkpoint_seq <> c.seq"),
        ("an event without its body, or a body without its event", """
            SELECT 'entry ' || coalesce(e.seq, b.seq) FROM (SELECT * FROM entry WHERE kind = 5) AS e
            FULL JOIN event_body b ON b.book_id = e.book_id AND b.seq = e.seq WHERE b.seq IS NULL OR e.seq IS NULL
            """),
    ];

    public static async Task<IReadOnlyList<Finding>> BreaksAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var findings = new List<Finding>();
        foreach (var (what, query) in Queries)
        {
            await using var command = new NpgsqlCommand($"{query} LIMIT 3", connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) findings.Add(new(Wrong.Ledger, $"{what}: {reader.GetString(0)}"));
        }

        return findings;
    }
}
