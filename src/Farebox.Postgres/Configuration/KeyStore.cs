using Npgsql;

namespace Farebox.Postgres.Configuration;

/// <summary>Keys by their SHA-256. The keys themselves are never stored.</summary>
public sealed class KeyStore(NpgsqlDataSource dataSource)
{
    /// <summary>Whose key it is; nothing when it is unknown or revoked, which look the same from outside.</summary>
    public async Task<Tenant?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT tenant.tenant_id, tenant.name, tenant.is_sandbox
            FROM api_key JOIN tenant USING (tenant_id)
            WHERE api_key.key_hash = $1 AND api_key.revoked_at IS NULL
            """;
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new(reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2));
    }

    /// <summary>Adds a key. One that is there already stays as it is: a revoked key does not come back.</summary>
    public async Task AddAsync(int tenantId, string keyId, byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "INSERT INTO api_key (tenant_id, key_id, key_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = keyId });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds the very first key of a tenant; false when it has one, so that of two servers that start only one prints its key.</summary>
    public async Task<bool> AddFirstAsync(int tenantId, string keyId, byte[] hash, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, tenantId, cancellationToken);

        const string sql = """
            INSERT INTO api_key (tenant_id, key_id, key_hash)
            SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM api_key WHERE tenant_id = $1)
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = keyId });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        var added = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return added == 1;
    }

    /// <summary>Revokes a key for good; false when there is none of that id that still worked.</summary>
    public async Task<bool> RevokeAsync(int tenantId, string keyId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "UPDATE api_key SET revoked_at = clock_timestamp() WHERE tenant_id = $1 AND key_id = $2 AND revoked_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = keyId });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>All keys of a tenant, oldest first.</summary>
    public async Task<IReadOnlyList<KeyRecord>> ListAsync(int tenantId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT key_id, created_at, revoked_at FROM api_key WHERE tenant_id = $1 ORDER BY created_at, key_id");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<KeyRecord>();
        while (await reader.ReadAsync(cancellationToken))
            keys.Add(new(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2)));
        return keys;
    }

    private static async Task LockAsync(NpgsqlConnection connection, int tenantId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT FROM tenant WHERE tenant_id = $1 FOR NO KEY UPDATE", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>What may be known of a key afterwards.</summary>
public sealed record KeyRecord(string Id, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);
