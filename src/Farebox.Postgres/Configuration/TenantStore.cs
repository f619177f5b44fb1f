using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Configuration;

/// <summary>The tenants. The default one is made at the first start, the others by the operator. None is ever removed.</summary>
public sealed class TenantStore(NpgsqlDataSource dataSource)
{
    /// <summary>The tenant that the first start makes, and that commands mean when they name none.</summary>
    public const string DefaultName = "default";

    private const int DefaultId = 1;
    private const string Columns = "tenant_id, name, is_sandbox";

    /// <summary>The default tenant, created if this is the first start. What it is does not change afterwards.</summary>
    public async Task<Tenant> EnsureDefaultAsync(bool isSandbox, CancellationToken cancellationToken)
    {
        // Two servers may start at once on one database; the second finds what the first has made.
        const string insert = "INSERT INTO tenant (tenant_id, name, is_sandbox) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        await using var command = dataSource.CreateCommand(insert);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = DefaultId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = DefaultName });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isSandbox });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return (await ListAsync(cancellationToken)).Single(tenant => tenant.Id == DefaultId);
    }

    /// <summary>Makes a tenant, or one half of it; nothing when it is there already.</summary>
    public async Task<Tenant?> CreateAsync(string name, bool isSandbox, RateLimits limits, Actor actor, CancellationToken cancellationToken)
    {
        const string insert = $"""
            INSERT INTO tenant (tenant_id, name, is_sandbox, requests_per_second, events_per_second)
            VALUES (nextval('tenant_number'), $1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING {Columns}
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        Tenant? made = null;
        await using (var command = new NpgsqlCommand(insert, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isSandbox });
            AddLimits(command.Parameters, limits);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken)) made = Read(reader);
        }

        if (made is null) return null;
        await new AuditAct(actor, "tenant.create", name, null, ToAudit(made, limits)).AddAsync(connection, made.Id, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return made;
    }

    /// <summary>Sets what a tenant may ask for in a second. Running servers follow within five seconds.</summary>
    public async Task LimitAsync(Tenant tenant, RateLimits limits, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenant.Id, cancellationToken);
        var before = await ReadLimitsAsync(session, tenant.Id, cancellationToken);
        await using var command = session.Command("UPDATE tenant SET requests_per_second = $2, events_per_second = $3 WHERE tenant_id = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenant.Id });
        AddLimits(command.Parameters, limits);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await new AuditAct(actor, "tenant.limit", tenant.Name, ToAudit(tenant, before), ToAudit(tenant, limits)).AddAsync(session.Connection, tenant.Id, cancellationToken);
        await session.CommitAsync();
    }

    /// <summary>All tenants, in the order they were made.</summary>
    public async Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"SELECT {Columns} FROM tenant ORDER BY tenant_id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<Tenant>();
        while (await reader.ReadAsync(cancellationToken)) tenants.Add(Read(reader));
        return tenants;
    }

    /// <summary>One half of a tenant by its name, if it is there.</summary>
    public async Task<Tenant?> FindAsync(string name, bool isSandbox, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).SingleOrDefault(tenant => tenant.Name == name && tenant.IsSandbox == isSandbox);

    private static async Task<RateLimits> ReadLimitsAsync(TenantSession session, int tenantId, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT requests_per_second, events_per_second FROM tenant WHERE tenant_id = $1 FOR NO KEY UPDATE");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return KeyRows.ReadLimits(reader, 0);
    }

    private static Tenant Read(NpgsqlDataReader reader) => new(reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2));

    private static void AddLimits(NpgsqlParameterCollection parameters, RateLimits limits)
    {
        parameters.Add(KeyRows.Optional(limits.RequestsPerSecond, NpgsqlDbType.Integer));
        parameters.Add(KeyRows.Optional(limits.EventsPerSecond, NpgsqlDbType.Integer));
    }

    private static string ToAudit(Tenant tenant, RateLimits limits) => ConfigJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", tenant.Name);
        json.WriteBoolean("sandbox", tenant.IsSandbox);
        if (limits.RequestsPerSecond is { } requests) json.WriteNumber("requests_per_second", requests);
        if (limits.EventsPerSecond is { } events) json.WriteNumber("events_per_second", events);
        json.WriteEndObject();
    });
}
