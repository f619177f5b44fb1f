using Npgsql;

namespace Farebox.Bench.Server;

/// <summary>What the bench asks the database about itself, over one connection of its own as the superuser.</summary>
public sealed class BenchDatabase(NpgsqlConnection connection) : IAsyncDisposable
{
    public static async Task<BenchDatabase> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return new(connection);
    }

    /// <summary>Everything ever written ahead, in bytes; a difference of two readings is what was written between them.</summary>
    public async Task<long> WalPositionAsync(CancellationToken cancellation) =>
        (long)await ScalarAsync("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint", cancellation);

    /// <summary>Bytes of all tables of a schema with their indexes and partitions.</summary>
    public async Task<long> SchemaBytesAsync(string schema, CancellationToken cancellation) =>
        (long)await ScalarAsync(
            $"""
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = '{schema}'
            """,
            cancellation);

    /// <summary>Whether a book's projections are behind its entries, or a table is being vacuumed.</summary>
    public async Task<bool> IsBusyAsync(CancellationToken cancellation) =>
        (bool)await ScalarAsync(
            """
            SELECT EXISTS (SELECT FROM book WHERE seq > checkpoint_seq)
                OR EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker')
            """,
            cancellation);

    /// <summary>How many entries there are, and how many rows of the roll-up.</summary>
    public async Task<(long Entries, long RollUp)> CountAsync(CancellationToken cancellation) =>
        ((long)await ScalarAsync("SELECT count(*) FROM entry", cancellation), (long)await ScalarAsync("SELECT count(*) FROM rollup", cancellation));

    public async Task<string> DescribeAsync(CancellationToken cancellation) =>
        (string)await ScalarAsync(
            """
            SELECT 'PostgreSQL ' || current_setting('server_version') || ' with ' || string_agg(name || '=' || current_setting(name), ' ' ORDER BY place)
            FROM unnest(ARRAY['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'wal_buffers', 'max_wal_size', 'checkpoint_timeout'])
                WITH ORDINALITY AS setting (name, place)
            """,
            cancellation);

    /// <summary>Starts each run from the same place: what earlier work left dirty is not paid for by the first row.</summary>
    public Task CheckpointAsync(CancellationToken cancellation) => ExecuteAsync("CHECKPOINT", cancellation);

    /// <summary>Makes files of the write-ahead log beforehand, as a server has them that has run under this load for a while.</summary>
    /// <remarks>
    /// PostgreSQL fills a new file of 16 MiB with zeros and flushes it while all commits wait, and uses old files again after a
    /// checkpoint. How many it keeps, it takes from how far apart the last checkpoints were.
    /// </remarks>
    public async Task MakeWalFilesAsync(int count, CancellationToken cancellation)
    {
        await CheckpointAsync(cancellation);
        for (var i = 0; i < count; i++)
            await ExecuteAsync("SELECT pg_logical_emit_message(false, 'bench', ''); SELECT pg_switch_wal()", cancellation);
        await CheckpointAsync(cancellation);
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<object> ScalarAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation) ?? throw new InvalidOperationException($"No row from: {sql}");
    }
}
