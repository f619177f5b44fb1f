using Farebox.Charging;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Notices;

/// <summary>What became of the notices of an endpoint, and sending them once more.</summary>
public sealed class WebhookDeliveries(NpgsqlDataSource dataSource)
{
    /// <summary>Notices replayed by one request at most.</summary>
    public const int ReplayMax = 10_000;

    private const string Read = """
        SELECT d.position, d.notice_id, o.kind, d.state, d.attempts, CASE WHEN d.state = 'pending' THEN d.next_at END, d.ended_at,
               a.at, a.status, a.error, a.millis, a.attempt
        FROM (
            SELECT * FROM webhook_delivery
            WHERE tenant_id = $1 AND endpoint_id = $2 AND position < $3 AND ($5::text IS NULL OR state = $5) ORDER BY position DESC LIMIT $4
        ) d
        JOIN outbox o ON o.tenant_id = d.tenant_id AND o.position = d.position
        LEFT JOIN webhook_attempt a ON a.tenant_id = d.tenant_id AND a.endpoint_id = d.endpoint_id AND a.position = d.position
        ORDER BY d.position DESC, a.attempt
        """;

    // What is on its way already goes on as it is; a lease that is held is left to end.
    private const string Replay = """
        INSERT INTO webhook_delivery AS w (tenant_id, endpoint_id, position, notice_id)
        SELECT o.tenant_id, e.endpoint_id, o.position, o.notice_id
        FROM outbox o JOIN webhook_endpoint e ON e.tenant_id = o.tenant_id AND e.endpoint_id = $2
        WHERE o.tenant_id = $1 AND o.position IS NOT NULL AND ($3::text IS NULL OR o.notice_id = $3)
          AND ($4::timestamptz IS NULL OR o.recorded_at >= $4) AND ($5::timestamptz IS NULL OR o.recorded_at < $5)
          AND ($3::text IS NOT NULL OR cardinality(e.kinds) = 0 OR o.kind = ANY (e.kinds))
          AND (NOT $6 OR EXISTS (SELECT FROM webhook_delivery d
               WHERE d.tenant_id = o.tenant_id AND d.endpoint_id = e.endpoint_id AND d.position = o.position AND d.state = 'dead'))
        ORDER BY o.position LIMIT $7
        ON CONFLICT (tenant_id, endpoint_id, position) DO UPDATE SET state = 'pending', tries = 0, next_at = clock_timestamp(), ended_at = NULL
        WHERE w.state <> 'pending'
        """;

    /// <summary>Deliveries to an endpoint, newest first, each with its attempts.</summary>
    /// <param name="tenantId">Whose it is.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="before">The last place read; <see cref="long.MaxValue"/> at the beginning.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="state">Those in one state only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="null"/> when there is no such endpoint.</returns>
    public async Task<IReadOnlyList<Delivery>?> ReadAsync(
        int tenantId, string endpoint, long before, int count, string? state, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        if (!await ExistsAsync(session, tenantId, endpoint, cancellationToken)) return null;

        await using var command = session.Command(Read);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = endpoint });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        command.Parameters.Add(KeyRows.Optional(state, NpgsqlDbType.Text));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var deliveries = new List<Delivery>();
        while (await row.ReadAsync(cancellationToken))
        {
            if (deliveries.Count == 0 || deliveries[^1].Position != row.GetInt64(0))
                deliveries.Add(new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), Instant(row, 5), Instant(row, 6), []));
            if (!row.IsDBNull(7)) deliveries[^1].Log.Add(new(row.GetInt32(11), row.GetFieldValue<DateTimeOffset>(7), row.IsDBNull(8) ? null : row.GetInt32(8), row.IsDBNull(9) ? null : row.GetString(9), row.GetInt32(10)));
        }

        return deliveries;
    }

    /// <summary>Sends notices once more, under their own ids: one, or those recorded in a span of time.</summary>
    /// <returns>How many are on their way now that were not; <see langword="null"/> when there is no such endpoint.</returns>
    public async Task<int?> ReplayAsync(int tenantId, string endpoint, ReplayRequest request, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        if (!await ExistsAsync(session, tenantId, endpoint, cancellationToken)) return null;

        await using var command = session.Command(Replay);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = endpoint });
        command.Parameters.Add(KeyRows.Optional(request.Notice, NpgsqlDbType.Text));
        command.Parameters.Add(KeyRows.Optional(request.From?.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(KeyRows.Optional(request.To?.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = request.IsOfDead });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ReplayMax });
        var queued = await command.ExecuteNonQueryAsync(cancellationToken);
        var after = ConfigJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("queued", queued);
            json.WriteEndObject();
        });
        await new AuditAct(actor, "webhook.replay", endpoint, null, after).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return queued;
    }

    private static async Task<bool> ExistsAsync(TenantSession session, int tenantId, string endpoint, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT EXISTS (SELECT FROM webhook_endpoint WHERE tenant_id = $1 AND endpoint_id = $2)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = endpoint });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

/// <summary>What became of a notice at an endpoint.</summary>
/// <param name="State"><c>pending</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="NextAt">When it is tried next, while it is pending.</param>
public sealed record Delivery(
    long Position, string NoticeId, string Kind, string State, int Attempts, DateTimeOffset? NextAt, DateTimeOffset? EndedAt, List<DeliveryAttempt> Log);

/// <summary>One attempt that came to an end.</summary>
public sealed record DeliveryAttempt(int Number, DateTimeOffset At, int? Status, string? Error, int Milliseconds);

/// <summary>What to send once more: everything that is given applies.</summary>
/// <param name="Notice">One notice, whatever types the endpoint takes.</param>
/// <param name="From">Recorded at this instant or later.</param>
/// <param name="To">Recorded before this instant.</param>
/// <param name="IsOfDead">Only those that were given up.</param>
public sealed record ReplayRequest(string? Notice, DateTimeOffset? From, DateTimeOffset? To, bool IsOfDead);
