using Farebox.Charging;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Tenants;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Notices;

/// <summary>The endpoints of a tenant: made, listed, given new secrets, disabled and enabled. Every change is in the audit.</summary>
public sealed class WebhookEndpoints(NpgsqlDataSource dataSource)
{
    /// <summary>Endpoints a tenant may have: every notice may go to each of them.</summary>
    public const int CountMax = 1_000;

    /// <summary>How long the secret before a rotation still signs, unless somebody says otherwise.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private const string Columns = "endpoint_id, url, description, kinds, created_at, old_secret_until, failing_since, disabled_at, disabled_reason";

    /// <summary>Makes an endpoint.</summary>
    /// <returns>The endpoint; <see langword="null"/> when its id is taken, or there are too many of them.</returns>
    public async Task<(WebhookEndpoint? Made, bool IsFull)> AddAsync(
        int tenantId, WebhookEndpoint endpoint, byte[] secret, Actor actor, CancellationToken cancellationToken)
    {
        const string insert = $"""
            INSERT INTO webhook_endpoint (tenant_id, endpoint_id, url, description, kinds, secret)
            SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM webhook_endpoint WHERE tenant_id = $1) < $7
            ON CONFLICT DO NOTHING RETURNING {Columns}
            """;
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(insert);
        AddTarget(command.Parameters, tenantId, endpoint.Id);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = endpoint.Url });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = endpoint.Description });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. endpoint.Kinds] });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = secret });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = CountMax });
        if (await ReadOneAsync(command, cancellationToken) is not { } made) return (null, !await ExistsAsync(session, tenantId, endpoint.Id, cancellationToken));

        await new AuditAct(actor, "webhook.create", made.Id, null, ToAudit(made)).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return (made, false);
    }

    /// <summary>All endpoints of a tenant, ordered by id.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> ListAsync(int tenantId, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command($"SELECT {Columns} FROM webhook_endpoint WHERE tenant_id = $1 ORDER BY endpoint_id COLLATE \"C\"");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var endpoints = new List<WebhookEndpoint>();
        while (await reader.ReadAsync(cancellationToken)) endpoints.Add(Read(reader));
        return endpoints;
    }

    /// <summary>Gives an endpoint a new secret. Until an instant deliveries carry a signature by each of the two.</summary>
    /// <param name="tenantId">Whose it is.</param>
    /// <param name="id">The endpoint.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="until">Until when the old one signs too; a day from now when absent.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="null"/> when there is no such endpoint.</returns>
    public Task<WebhookEndpoint?> RotateAsync(
        int tenantId, string id, byte[] secret, DateTimeOffset? until, Actor actor, CancellationToken cancellationToken)
    {
        const string rotate = $"""
            UPDATE webhook_endpoint SET old_secret = secret, old_secret_until = coalesce($4, clock_timestamp() + $5), secret = $3
            WHERE tenant_id = $1 AND endpoint_id = $2 RETURNING {Columns}
            """;
        return ChangeAsync(tenantId, id, rotate, "webhook.rotate", actor, parameters =>
        {
            parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = secret });
            parameters.Add(KeyRows.Optional(until?.UtcDateTime, NpgsqlDbType.TimestampTz));
            parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Overlap });
        }, cancellationToken);
    }

    /// <summary>Stops deliveries to an endpoint: those on their way wait, and new notices pass it by. Safe to repeat.</summary>
    public Task<WebhookEndpoint?> DisableAsync(int tenantId, string id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        tenantId, id,
        $"""
        UPDATE webhook_endpoint SET disabled_reason = CASE WHEN disabled_at IS NULL THEN 'asked' ELSE disabled_reason END, disabled_at = coalesce(disabled_at, clock_timestamp())
        WHERE tenant_id = $1 AND endpoint_id = $2 RETURNING {Columns}
        """,
        "webhook.disable", actor, static _ => { }, cancellationToken);

    /// <summary>Takes deliveries up again, with those that wait. Safe to repeat.</summary>
    public Task<WebhookEndpoint?> EnableAsync(int tenantId, string id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        tenantId, id,
        $"""
        UPDATE webhook_endpoint SET disabled_at = NULL, disabled_reason = NULL, failing_since = NULL
        WHERE tenant_id = $1 AND endpoint_id = $2 RETURNING {Columns}
        """,
        "webhook.enable", actor, static _ => { }, cancellationToken);

    private async Task<WebhookEndpoint?> ChangeAsync(
        int tenantId, string id, string sql, string action, Actor actor, Action<NpgsqlParameterCollection> add, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(sql);
        AddTarget(command.Parameters, tenantId, id);
        add(command.Parameters);
        if (await ReadOneAsync(command, cancellationToken) is not { } changed) return null;

        await new AuditAct(actor, action, id, null, ToAudit(changed)).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return changed;
    }

    private static async Task<bool> ExistsAsync(TenantSession session, int tenantId, string id, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT EXISTS (SELECT FROM webhook_endpoint WHERE tenant_id = $1 AND endpoint_id = $2)");
        AddTarget(command.Parameters, tenantId, id);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void AddTarget(NpgsqlParameterCollection parameters, int tenantId, string id)
    {
        parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
    }

    private static async Task<WebhookEndpoint?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    private static WebhookEndpoint Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0), Url = row.GetString(1), Description = row.GetString(2), Kinds = row.GetFieldValue<string[]>(3),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(4), OldSecretUntil = Instant(row, 5), FailingSince = Instant(row, 6), DisabledAt = Instant(row, 7),
        DisabledReason = row.IsDBNull(8) ? null : row.GetString(8),
    };

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static string ToAudit(WebhookEndpoint endpoint) => ConfigJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", endpoint.Id);
        json.WriteString("url", endpoint.Url);
        json.WriteStartArray("types");
        foreach (var kind in endpoint.Kinds) json.WriteStringValue(kind);
        json.WriteEndArray();
        if (endpoint.DisabledReason is { } reason) json.WriteString("disabled", reason);
        json.WriteEndObject();
    });
}
