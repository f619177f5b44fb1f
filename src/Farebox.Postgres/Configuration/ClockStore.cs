using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Farebox.Time;
using Npgsql;

namespace Farebox.Postgres.Configuration;

/// <summary>Reads and sets the clock of a sandbox tenant.</summary>
public sealed class ClockStore(NpgsqlDataSource dataSource)
{
    public async Task<TenantClock> GetAsync(int tenantId, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        return await ReadAsync(session.Connection, tenantId, "", cancellationToken);
    }

    /// <summary>Stops the clock at an instant. Nothing when that would turn it back.</summary>
    public Task<TenantClock?> FreezeAsync(int tenantId, DateTimeOffset at, Actor actor, CancellationToken cancellationToken) =>
        SetAsync(tenantId, at, 0, actor, cancellationToken);

    /// <summary>Lets the clock run that many seconds ahead of the database's. Nothing when that would turn it back.</summary>
    public Task<TenantClock?> RunAheadAsync(int tenantId, long offsetSeconds, Actor actor, CancellationToken cancellationToken) =>
        SetAsync(tenantId, null, offsetSeconds, actor, cancellationToken);

    private async Task<TenantClock?> SetAsync(
        int tenantId, DateTimeOffset? frozenAt, long offsetSeconds, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        var connection = session.Connection;
        var before = await ReadAsync(connection, tenantId, "FOR NO KEY UPDATE", cancellationToken);
        var hasBooks = await HasBooksAsync(connection, tenantId, cancellationToken);

        await UpdateAsync(connection, tenantId, frozenAt, offsetSeconds, cancellationToken);
        var after = await ReadAsync(connection, tenantId, "", cancellationToken);

        // What was recorded stays in the past. Where nothing was, a simulation may begin at any date.
        if (hasBooks && after.Now < before.Now) return null;
        await new AuditAct(actor, "clock.set", "clock", ToAudit(before), ToAudit(after)).AddAsync(connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return after;
    }

    private static string ToAudit(TenantClock clock) => ConfigJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("now", Rfc3339.Format(clock.Now));
        json.WriteBoolean("frozen", clock.IsFrozen);
        if (!clock.IsFrozen) json.WriteNumber("offset_seconds", clock.OffsetSeconds);
        json.WriteEndObject();
    });

    private static async Task<TenantClock> ReadAsync(NpgsqlConnection connection, int tenantId, string locking, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT coalesce(frozen_at, clock_timestamp() + clock_offset), frozen_at IS NOT NULL, extract(epoch FROM clock_offset)::bigint
            FROM tenant WHERE tenant_id = $1 {locking}
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1), reader.GetInt64(2));
    }

    private static async Task<bool> HasBooksAsync(NpgsqlConnection connection, int tenantId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM book WHERE tenant_id = $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task UpdateAsync(
        NpgsqlConnection connection, int tenantId, DateTimeOffset? frozenAt, long offsetSeconds, CancellationToken cancellationToken)
    {
        const string sql = "UPDATE tenant SET frozen_at = $2, clock_offset = $3 * interval '1 second' WHERE tenant_id = $1";
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)frozenAt?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = offsetSeconds });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
