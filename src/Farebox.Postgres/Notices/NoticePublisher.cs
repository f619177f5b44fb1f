using Npgsql;

namespace Farebox.Postgres.Notices;

/// <summary>Gives new notices their places in the feed, and sends them on their way to the endpoints that want them.</summary>
/// <remarks>
/// Transactions that write notices end in any order, so a number given when a row is written would let a reader pass it by.
/// Places are given afterwards, by one transaction at a time over all servers: a place is seen only when all before it are.
/// </remarks>
public sealed class NoticePublisher(NpgsqlDataSource dataSource)
{
    private const int RowsMax = 500;

    // Any number that nothing else on the database takes: "notices" as ASCII.
    private const string Lock = "SELECT pg_advisory_xact_lock(x'6e6f7469636573'::bigint)";

    private const string Publish = """
        WITH new AS (
            SELECT book_id, seq, n FROM outbox WHERE position IS NULL ORDER BY born LIMIT $1
        ), placed AS (
            SELECT book_id, seq, n, nextval('notice_position') AS position FROM new
        ), published AS (
            UPDATE outbox o SET position = p.position FROM placed p WHERE o.book_id = p.book_id AND o.seq = p.seq AND o.n = p.n
            RETURNING o.tenant_id, o.position, o.notice_id, o.kind
        ), queued AS (
            INSERT INTO webhook_delivery (tenant_id, endpoint_id, position, notice_id)
            SELECT p.tenant_id, e.endpoint_id, p.position, p.notice_id
            FROM published p JOIN webhook_endpoint e ON e.tenant_id = p.tenant_id AND e.disabled_at IS NULL
            WHERE cardinality(e.kinds) = 0 OR p.kind = ANY (e.kinds)
        )
        SELECT count(*) FROM published
        """;

    // A notice that somebody still waits for stays; a disabled endpoint waits for nothing so old.
    private const string Drop = """
        WITH old AS (
            SELECT tenant_id, position FROM outbox o
            WHERE written_at < clock_timestamp() - make_interval(days => $1) AND position IS NOT NULL
              AND NOT EXISTS (
                  SELECT FROM webhook_delivery d JOIN webhook_endpoint e ON e.tenant_id = d.tenant_id AND e.endpoint_id = d.endpoint_id
                  WHERE d.tenant_id = o.tenant_id AND d.position = o.position AND d.state = 'pending' AND e.disabled_at IS NULL)
            ORDER BY written_at LIMIT 10000
        ), deliveries AS (
            DELETE FROM webhook_delivery d USING old WHERE d.tenant_id = old.tenant_id AND d.position = old.position
        ), notices AS (
            DELETE FROM outbox o USING old WHERE o.tenant_id = old.tenant_id AND o.position = old.position RETURNING 1
        )
        SELECT count(*) FROM notices
        """;

    /// <summary>Publishes what has been written since the last time, up to so many at once.</summary>
    /// <returns>How many that were; when it is as many as may be, there may be more.</returns>
    public async Task<int> PublishAsync(CancellationToken cancellationToken)
    {
        if (!await IsAnyNewAsync(cancellationToken)) return 0;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Before the statement that looks, so that it sees what was published while the lock was waited for.
        await using (var locking = new NpgsqlCommand(Lock, connection)) await locking.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Publish, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = RowsMax });
        var count = (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(CancellationToken.None);
        return count;
    }

    /// <summary>Forgets notices that were written so many days ago, with what became of them; those on their way stay.</summary>
    /// <returns>How many that were.</returns>
    public async Task<long> DropAsync(int days, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Drop);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = days });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<bool> IsAnyNewAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT EXISTS (SELECT FROM outbox WHERE position IS NULL)");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
