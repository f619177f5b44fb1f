using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Configuration;

/// <summary>The keys of a tenant, by their SHA-256. The keys themselves are never stored. Every change is in the audit.</summary>
public sealed class KeyStore(NpgsqlDataSource dataSource)
{
    /// <summary>How long the old key still works after a rotation, unless somebody says otherwise.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>Adds a key with every scope of a tenant.</summary>
    public Task AddAsync(int tenantId, string keyId, byte[] hash, CancellationToken cancellationToken) =>
        AddAsync(tenantId, new(keyId, hash, null, "", KeyScopeNames.OfTenant), Actor.CommandLine, cancellationToken);

    /// <summary>Adds a key. One that is there already stays as it is: a revoked key does not come back.</summary>
    public async Task AddAsync(int tenantId, NewKey key, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        if (await InsertAsync(session, tenantId, key, "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING", cancellationToken))
            await new AuditAct(actor, "key.create", key.Id, null, KeyRows.ToAudit(key)).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
    }

    /// <summary>Adds the key that the operator chose. It has every scope, also when an earlier release stored it with fewer.</summary>
    public async Task AddOperatorAsync(int tenantId, NewKey key, CancellationToken cancellationToken)
    {
        await AddAsync(tenantId, key, Actor.CommandLine, cancellationToken);
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command("UPDATE api_key SET scopes = $3 WHERE tenant_id = $1 AND key_id = $2 AND scopes <> $3 AND revoked_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Id });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = key.Scopes.Names() });
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 1)
            await new AuditAct(Actor.CommandLine, "key.change", key.Id, null, KeyRows.ToAudit(key)).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
    }

    /// <summary>Adds the very first key of a tenant; false when it has one, so that of two servers that start only one prints its key.</summary>
    public async Task<bool> AddFirstAsync(int tenantId, NewKey key, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using (var locking = session.Command("SELECT FROM tenant WHERE tenant_id = $1 FOR NO KEY UPDATE"))
        {
            locking.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
            await locking.ExecuteNonQueryAsync(cancellationToken);
        }

        const string onlyFirst = "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE NOT EXISTS (SELECT FROM api_key WHERE tenant_id = $1)";
        var added = await InsertAsync(session, tenantId, key, onlyFirst, cancellationToken);
        if (added) await new AuditAct(actor, "key.create", key.Id, null, KeyRows.ToAudit(key)).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return added;
    }

    /// <summary>Puts a new key with the same name, scopes and limits beside an old one, which works until an instant.</summary>
    /// <param name="fresh">Gives the new key its secret; name, scopes and limits are taken from the old one.</param>
    /// <param name="until">Until when the old one works; a day from now when absent. One that ends sooner still does.</param>
    /// <param name="reach">Scopes beyond which a key does not exist for the caller.</param>
    /// <returns>Both keys; nothing when there is no such key that works.</returns>
    public async Task<(KeyRecord New, KeyRecord Old)?> RotateAsync(
        int tenantId, string keyId, NewKey fresh, DateTimeOffset? until, KeyScopes reach, Actor actor, CancellationToken cancellationToken)
    {
        const string end = $"""
            UPDATE api_key SET expires_at = least(expires_at, coalesce($4, clock_timestamp() + $5))
            WHERE tenant_id = $1 AND key_id = $2 AND scopes <@ $3 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())
            RETURNING {KeyRows.Columns}
            """;
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var ending = session.Command(end);
        AddTarget(ending.Parameters, tenantId, keyId, reach);
        ending.Parameters.Add(KeyRows.Optional(until?.UtcDateTime, NpgsqlDbType.TimestampTz));
        ending.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Overlap });
        if (await ReadOneAsync(ending, cancellationToken) is not { } old) return null;

        var key = fresh with { Name = old.Name, Scopes = old.Scopes, Limits = old.Limits };
        const string values = $"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING {KeyRows.Columns}";
        await using var inserting = session.Command(KeyRows.Insert + values);
        KeyRows.AddNew(inserting.Parameters, tenantId, key);
        var made = await ReadOneAsync(inserting, cancellationToken);
        await new AuditAct(actor, "key.rotate", keyId, KeyRows.ToAudit(old), KeyRows.ToAudit(key)).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return (made!, old);
    }

    /// <summary>Revokes a key for good; false when there is none of that id. Safe to repeat.</summary>
    public Task<bool> RevokeAsync(int tenantId, string keyId, CancellationToken cancellationToken) =>
        RevokeAsync(tenantId, keyId, KeyScopeNames.All, Actor.CommandLine, cancellationToken);

    /// <param name="reach">Scopes beyond which a key does not exist for the caller.</param>
    public async Task<bool> RevokeAsync(int tenantId, string keyId, KeyScopes reach, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command($"""
            UPDATE api_key SET revoked_at = clock_timestamp()
            WHERE tenant_id = $1 AND key_id = $2 AND scopes <@ $3 AND revoked_at IS NULL RETURNING {KeyRows.Columns}
            """);
        AddTarget(command.Parameters, tenantId, keyId, reach);
        if (await ReadOneAsync(command, cancellationToken) is not { } revoked) return await ExistsAsync(session, tenantId, keyId, reach, cancellationToken);

        await new AuditAct(actor, "key.revoke", keyId, KeyRows.ToAudit(revoked), null).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return true;
    }

    /// <summary>All keys of a tenant, oldest first, as far as the caller reaches.</summary>
    public async Task<IReadOnlyList<KeyRecord>> ListAsync(int tenantId, KeyScopes reach, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(
            $"SELECT {KeyRows.Columns} FROM api_key WHERE tenant_id = $1 AND scopes <@ $2 ORDER BY created_at, key_id");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = reach.Names() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<KeyRecord>();
        while (await reader.ReadAsync(cancellationToken)) keys.Add(KeyRows.Read(reader));
        return keys;
    }

    private static async Task<bool> ExistsAsync(TenantSession session, int tenantId, string keyId, KeyScopes reach, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT EXISTS (SELECT FROM api_key WHERE tenant_id = $1 AND key_id = $2 AND scopes <@ $3)");
        AddTarget(command.Parameters, tenantId, keyId, reach);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void AddTarget(NpgsqlParameterCollection parameters, int tenantId, string keyId, KeyScopes reach)
    {
        parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = keyId });
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = reach.Names() });
    }

    private static async Task<bool> InsertAsync(TenantSession session, int tenantId, NewKey key, string values, CancellationToken cancellationToken)
    {
        await using var command = session.Command(KeyRows.Insert + values);
        KeyRows.AddNew(command.Parameters, tenantId, key);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task<KeyRecord?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? KeyRows.Read(reader) : null;
    }
}
