using Npgsql;

namespace Farebox.Postgres.Configuration;

/// <summary>The tenants. There is one as yet, made at the first start.</summary>
public sealed class TenantStore(NpgsqlDataSource dataSource)
{
    private const int DefaultId = 1;

    /// <summary>The default tenant, created if this is the first start. What it is does not change afterwards.</summary>
    public async Task<Tenant> EnsureDefaultAsync(bool isSandbox, CancellationToken cancellationToken)
    {
        // Two servers may start at once on one database; the second finds what the first has made.
        const string insert = "INSERT INTO tenant (tenant_id, name, is_sandbox) VALUES ($1, 'default', $2) ON CONFLICT DO NOTHING";
        await using var command = dataSource.CreateCommand(insert);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = DefaultId });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isSandbox });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await GetDefaultAsync(cancellationToken);
    }

    private async Task<Tenant> GetDefaultAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT tenant_id, name, is_sandbox FROM tenant WHERE tenant_id = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = DefaultId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2));
    }
}
