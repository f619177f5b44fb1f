using Npgsql;

namespace Farebox.Postgres.Backup;

/// <summary>What stands in a database, counted within one transaction.</summary>
internal sealed record BackupContents(int Schema, long Seq, SortedDictionary<string, long> Rows)
{
    // Partitions are counted with their table, which is what survives when old months go.
    private const string Tables = """
        SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        ORDER BY 1
        """;

    private const string Relations = """
        SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%' AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        """;

    public static async Task<BackupContents> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using (var tables = new NpgsqlCommand(Tables, connection))
        await using (var reader = await tables.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) names.Add(reader.GetString(0));
        }

        if (!names.Contains("schema_version") || !names.Contains("book"))
            throw new BackupException("The database has no ledger: nothing has been migrated yet. Start the server once, or name another database.");

        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in names)
            rows[name] = await ReadAsync(connection, $"SELECT count(*) FROM public.\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancellationToken);
        return new(
            (int)await ReadAsync(connection, "SELECT max(version)::bigint FROM public.schema_version", cancellationToken),
            await ReadAsync(connection, "SELECT coalesce(sum(seq), 0)::bigint FROM public.book", cancellationToken),
            rows);
    }

    /// <summary>How many tables, views and sequences there are that no extension brought along.</summary>
    public static Task<long> RelationsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => ReadAsync(connection, Relations, cancellationToken);

    private static async Task<long> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
