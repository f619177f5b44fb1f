using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Configuration;

/// <summary>What tenants have configured: rows that are only ever added, numbered per tenant without a gap.</summary>
public sealed class ConfigStore(NpgsqlDataSource dataSource)
{
    /// <summary>The same by whoever runs the program on the machine itself.</summary>
    public Task<ConfigOutcome> AddAsync(int tenantId, ConfigItem item, Catalog known, CancellationToken cancellationToken) =>
        AddAsync(tenantId, item, known, Actor.CommandLine, cancellationToken);

    /// <summary>Adds an item, or finds that it is there. Safe to repeat: its id is its identity.</summary>
    public async Task<ConfigOutcome> AddAsync(int tenantId, ConfigItem item, Catalog known, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        var connection = session.Connection;

        // The tenant's row orders its changes: what is checked here is still so when it is written.
        var seq = await LockAsync(connection, tenantId, cancellationToken);
        var catalog = await LoadAsync(connection, tenantId, known, cancellationToken);
        if (await FindAsync(connection, tenantId, item, cancellationToken) is { } body)
            return item.IsSameAs(ConfigItem.Read(item.Kind, body), catalog) ? new ConfigOutcome.Existing(body) : new ConfigOutcome.Taken();
        if (item.Check(catalog) is { } refusal) return new ConfigOutcome.Refused(refusal);

        body = item.Body;
        await InsertAsync(connection, tenantId, seq + 1, item, body, cancellationToken);
        await new AuditAct(actor, $"{item.Kind}.create", item.Id, null, body).AddAsync(connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return new ConfigOutcome.Created(body);
    }

    /// <summary>The catalog with everything added after <paramref name="known"/>; <paramref name="known"/> itself when nothing was.</summary>
    public async Task<Catalog> LoadAsync(int tenantId, Catalog known, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        return await LoadAsync(session.Connection, tenantId, known, cancellationToken);
    }

    /// <summary>The same on a connection that may be inside a transaction.</summary>
    public static async Task<Catalog> LoadAsync(NpgsqlConnection connection, int tenantId, Catalog known, CancellationToken cancellationToken)
    {
        const string sql = "SELECT seq, kind, body FROM config WHERE tenant_id = $1 AND seq > $2 ORDER BY seq";
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = known.ConfigSeq });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var catalog = known;
        while (await reader.ReadAsync(cancellationToken))
            catalog = ConfigItem.Read(reader.GetString(1), reader.GetString(2)).AddTo(catalog, reader.GetInt64(0));
        return catalog;
    }

    private static async Task<long> LockAsync(NpgsqlConnection connection, int tenantId, CancellationToken cancellationToken)
    {
        const string sql = "SELECT config_seq FROM tenant WHERE tenant_id = $1 FOR NO KEY UPDATE";
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<string?> FindAsync(NpgsqlConnection connection, int tenantId, ConfigItem item, CancellationToken cancellationToken)
    {
        const string sql = "SELECT body FROM config WHERE tenant_id = $1 AND kind = $2 AND id = $3";
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = item.Kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = item.Id });
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, int tenantId, long seq, ConfigItem item, string body, CancellationToken cancellationToken)
    {
        const string sql = """
            WITH head AS (UPDATE tenant SET config_seq = $2 WHERE tenant_id = $1)
            INSERT INTO config (tenant_id, seq, kind, id, body) VALUES ($1, $2, $3, $4, $5)
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seq });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = item.Kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = item.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = body });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
