using System.Collections.Immutable;
using System.Text.Json;
using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Notices;

/// <summary>What a tenant wants to be told of every account: rules that accounts are opened with from now on. Every change is in the audit.</summary>
public sealed class AlertDefaults(NpgsqlDataSource dataSource)
{
    /// <summary>Sets a rule, replacing one of the same id.</summary>
    /// <returns>False when there are as many as an account may have.</returns>
    public async Task<bool> SetAsync(int tenantId, AlertRule rule, Actor actor, CancellationToken cancellationToken)
    {
        const string insert = """
            INSERT INTO alert_default (tenant_id, rule_id, body)
            SELECT $1, $2, $3 WHERE (SELECT count(*) FROM alert_default WHERE tenant_id = $1 AND rule_id <> $2) < $4
            ON CONFLICT (tenant_id, rule_id) DO UPDATE SET body = excluded.body
            """;
        var body = ConfigJson.Write(json =>
        {
            json.WriteStartObject();
            WatchJson.Write(json, rule);
            json.WriteEndObject();
        });
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(insert);
        AddTarget(command.Parameters, tenantId, rule.Id);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = body });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AlertRule.CountMax });
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0) return false;

        await new AuditAct(actor, "alert_default.set", rule.Id, null, body).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return true;
    }

    /// <summary>Takes a rule away from accounts to come; those that were opened with it keep it.</summary>
    /// <returns>False when there is none of that id.</returns>
    public async Task<bool> RemoveAsync(int tenantId, string ruleId, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.WriteAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command("DELETE FROM alert_default WHERE tenant_id = $1 AND rule_id = $2 RETURNING body");
        AddTarget(command.Parameters, tenantId, ruleId);
        if (await command.ExecuteScalarAsync(cancellationToken) is not string before) return false;

        await new AuditAct(actor, "alert_default.remove", ruleId, before, null).AddAsync(session.Connection, tenantId, cancellationToken);
        await session.CommitAsync();
        return true;
    }

    /// <summary>All rules of a tenant, ordered by id.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="refresh">The tenant's configuration as it is now, asked for only when there is a rule to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ImmutableArray<AlertRule>> ListAsync(int tenantId, Func<Task<Catalog>> refresh, CancellationToken cancellationToken)
    {
        var bodies = new List<string>();
        await using (var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken))
        {
            await using var command = session.Command("SELECT body FROM alert_default WHERE tenant_id = $1 ORDER BY rule_id COLLATE \"C\"");
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) bodies.Add(reader.GetString(0));
        }

        if (bodies.Count == 0) return [];

        var catalog = await refresh();
        return [.. bodies.Select(body => Read(body, catalog))];
    }

    private static AlertRule Read(string body, Catalog catalog)
    {
        using var json = JsonDocument.Parse(body);
        return WatchJson.ReadRule(json.RootElement, catalog);
    }

    private static void AddTarget(NpgsqlParameterCollection parameters, int tenantId, string ruleId)
    {
        parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = ruleId });
    }
}
