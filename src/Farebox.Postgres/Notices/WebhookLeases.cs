using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Notices;

/// <summary>Deliveries that are due, of all tenants. Whoever takes one has it alone until its lease ends, whether it lives or not.</summary>
public sealed class WebhookLeases(NpgsqlDataSource dataSource)
{
    private const string Lease = """
        WITH due AS (
            SELECT d.tenant_id, d.endpoint_id, d.position, e.url, e.secret, CASE WHEN e.old_secret_until > clock_timestamp() THEN e.old_secret END AS old_secret
            FROM webhook_endpoint e CROSS JOIN LATERAL (
                SELECT * FROM webhook_delivery w
                WHERE w.tenant_id = e.tenant_id AND w.endpoint_id = e.endpoint_id AND w.state = 'pending' AND w.next_at <= clock_timestamp()
                  AND (w.leased_until IS NULL OR w.leased_until < clock_timestamp())
                ORDER BY w.next_at, w.position LIMIT $2 FOR UPDATE SKIP LOCKED
            ) d
            WHERE e.disabled_at IS NULL AND NOT (e.tenant_id || '/' || e.endpoint_id = ANY ($5)) LIMIT $1
        )
        UPDATE webhook_delivery w SET lease = $3, leased_until = clock_timestamp() + $4, attempts = w.attempts + 1, tries = w.tries + 1
        FROM due JOIN outbox o ON o.tenant_id = due.tenant_id AND o.position = due.position
        WHERE w.tenant_id = due.tenant_id AND w.endpoint_id = due.endpoint_id AND w.position = due.position
        RETURNING w.tenant_id, w.endpoint_id, w.position, w.notice_id, w.attempts, w.tries, due.url, due.secret, due.old_secret, o.body,
                  extract(epoch FROM clock_timestamp())::bigint
        """;

    private const string End = """
        WITH ended AS (
            UPDATE webhook_delivery SET state = $6, next_at = clock_timestamp() + $7, lease = NULL, leased_until = NULL,
                   ended_at = CASE WHEN $6 = 'pending' THEN NULL ELSE clock_timestamp() END
            WHERE tenant_id = $1 AND endpoint_id = $2 AND position = $3 AND lease = $4 AND attempts = $5
            RETURNING tenant_id
        ), logged AS (
            INSERT INTO webhook_attempt (tenant_id, endpoint_id, position, attempt, at, status, error, millis)
            SELECT $1, $2, $3, $5, clock_timestamp(), $8, $9, $10 FROM ended ON CONFLICT DO NOTHING
        )
        UPDATE webhook_endpoint e SET
            failing_since = CASE WHEN $6 = 'delivered' THEN NULL ELSE coalesce(e.failing_since, clock_timestamp()) END,
            disabled_at = CASE WHEN e.disabled_at IS NULL AND ($11 OR ($6 <> 'delivered' AND e.failing_since < clock_timestamp() - $12)) THEN clock_timestamp() ELSE e.disabled_at END,
            disabled_reason = CASE WHEN e.disabled_at IS NULL AND $11 THEN 'gone'
                WHEN e.disabled_at IS NULL AND $6 <> 'delivered' AND e.failing_since < clock_timestamp() - $12 THEN 'failing' ELSE e.disabled_reason END
        FROM ended
        WHERE e.tenant_id = $1 AND e.endpoint_id = $2 AND ($6 <> 'delivered' OR e.failing_since IS NOT NULL)
        """;

    /// <summary>Takes what is due, the longest due of each endpoint first.</summary>
    /// <param name="max">At most so many.</param>
    /// <param name="maxPerEndpoint">At most so many of one endpoint, so that a slow one does not hold up the others.</param>
    /// <param name="lease">For how long nobody else may take them: longer than any attempt lasts.</param>
    /// <param name="busy">Endpoints to leave alone, as <c>tenant/endpoint</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<LeasedDelivery>> LeaseAsync(
        int max, int maxPerEndpoint, TimeSpan lease, string[] busy, CancellationToken cancellationToken)
    {
        var token = Guid.CreateVersion7();
        await using var command = dataSource.CreateCommand(Lease);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = max });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = maxPerEndpoint });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = token });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = busy });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var leased = new List<LeasedDelivery>();
        while (await row.ReadAsync(cancellationToken))
        {
            leased.Add(new(
                row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetString(6),
                row.GetFieldValue<byte[]>(7), row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8), row.GetString(9), row.GetInt64(10), token));
        }

        return leased;
    }

    /// <summary>Notes how an attempt ended, and what comes next. One whose lease has been taken over says nothing any more.</summary>
    public async Task EndAsync(LeasedDelivery delivery, DeliveryEnd end, CancellationToken cancellationToken)
    {
        var wait = end.IsDelivered ? null : WebhookSchedule.After(delivery.Tries, $"{delivery.NoticeId} {delivery.EndpointId}", end.RetryAfter);
        var state = end.IsDelivered ? "delivered" : wait is null || end.IsGone ? "dead" : "pending";
        await using var command = dataSource.CreateCommand(End);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = delivery.TenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = delivery.EndpointId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = delivery.Position });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = delivery.Lease });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = delivery.Attempt });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = state });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = wait ?? TimeSpan.Zero });
        command.Parameters.Add(new() { Value = (object?)end.Status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = (object?)end.Error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = end.Milliseconds });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = end.IsGone });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = WebhookSchedule.DisableAfter });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>An attempt that somebody has taken upon himself.</summary>
/// <param name="Attempt">The number of the attempt, over all replays.</param>
/// <param name="Tries">The number of the try in its schedule.</param>
/// <param name="OldSecret">The secret before a rotation, while it still signs.</param>
/// <param name="Timestamp">Seconds since 1970 by the database's clock, as the signature says them.</param>
public sealed record LeasedDelivery(
    int TenantId, string EndpointId, long Position, string NoticeId, int Attempt, int Tries, string Url, byte[] Secret, byte[]? OldSecret, string Body,
    long Timestamp, Guid Lease);

/// <summary>How an attempt ended.</summary>
/// <param name="Status">The HTTP status, when there was an answer.</param>
/// <param name="Error">A word for what went wrong instead.</param>
/// <param name="RetryAfter">How long the endpoint asked to be left alone.</param>
public sealed record DeliveryEnd(int? Status, string? Error, TimeSpan? RetryAfter, int Milliseconds)
{
    /// <summary>Any 2xx is a success, and nothing else is.</summary>
    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>410: the endpoint wants no more.</summary>
    public bool IsGone => Status == 410;
}
