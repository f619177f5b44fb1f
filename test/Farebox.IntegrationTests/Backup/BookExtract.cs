using Npgsql;

namespace Farebox.IntegrationTests.Backup;

/// <summary>A book up to some entry: a digest of its rows, and what its accounts hold by the sum of their transfers.</summary>
internal sealed record BookExtract(string Account, long Seq, string Digest, string Balances)
{
    private const string Read = """
        SELECT b.account, h.seq,
               (SELECT md5(string_agg(e::text, E'\n' ORDER BY e.seq)) FROM entry e WHERE e.book_id = b.book_id AND e.seq <= h.seq),
               (SELECT string_agg(a || '=' || u, ' ' ORDER BY a) FROM (
                    SELECT a, sum(u) AS u FROM (
                        SELECT from_account || '/' || asset AS a, -amount AS u FROM ledger_transfer t WHERE t.book_id = b.book_id AND t.seq <= h.seq
                        UNION ALL SELECT to_account || '/' || asset, amount FROM ledger_transfer t WHERE t.book_id = b.book_id AND t.seq <= h.seq) AS legs
                    GROUP BY a) AS accounts)
        FROM book b JOIN unnest($1::text[], $2::bigint[]) AS h (account, seq) ON h.account = b.account
        ORDER BY b.account
        """;

    /// <param name="heads">The last entry to look at, by account.</param>
    public static async Task<List<BookExtract>> ReadAsync(string connectionString, IReadOnlyDictionary<string, long> heads)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Read, connection) { Parameters = { new() { Value = heads.Keys.ToArray() }, new() { Value = heads.Values.ToArray() } } };
        await using var row = await command.ExecuteReaderAsync();
        var extracts = new List<BookExtract>();
        while (await row.ReadAsync()) extracts.Add(new(row.GetString(0), row.GetInt64(1), row.GetString(2), row.IsDBNull(3) ? "" : row.GetString(3)));
        return extracts;
    }

    public static async Task<Dictionary<string, long>> HeadsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT account, seq FROM book ORDER BY account", connection);
        await using var row = await command.ExecuteReaderAsync();
        var heads = new Dictionary<string, long>();
        while (await row.ReadAsync()) heads.Add(row.GetString(0), row.GetInt64(1));
        return heads;
    }
}
