using Npgsql;

namespace Farebox.Postgres.Tenants;

/// <summary>Finds out whose a key is. This comes before a tenant is known, so it looks over all of them.</summary>
public sealed class KeyLookUp(NpgsqlDataSource dataSource)
{
    /// <summary>Whose key it is; nothing when it is unknown, revoked or expired, which look the same from outside.</summary>
    public async Task<KeyOwner?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT tenant.tenant_id, tenant.is_sandbox, api_key.key_id, api_key.scopes, api_key.requests_per_second, api_key.events_per_second,
                   tenant.requests_per_second, tenant.events_per_second, coalesce(api_key.last_used_at > clock_timestamp() - interval '1 minute', false)
            FROM api_key JOIN tenant USING (tenant_id)
            WHERE api_key.key_hash = $1 AND api_key.revoked_at IS NULL AND (api_key.expires_at IS NULL OR api_key.expires_at > clock_timestamp())
            """;
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new(
            reader.GetInt32(0), reader.GetBoolean(1), reader.GetString(2), KeyScopeNames.Parse(reader.GetFieldValue<string[]>(3)) ?? KeyScopes.None,
            KeyRows.ReadLimits(reader, 4), KeyRows.ReadLimits(reader, 6), reader.GetBoolean(8));
    }

    /// <summary>Notes that a key is in use, at most once a minute however many servers see it.</summary>
    public async Task MarkUsedAsync(byte[] hash, CancellationToken cancellationToken)
    {
        const string sql = """
            UPDATE api_key SET last_used_at = clock_timestamp()
            WHERE key_hash = $1 AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')
            """;
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
