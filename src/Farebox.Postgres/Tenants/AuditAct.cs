using Farebox.Charging;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Tenants;

/// <summary>One administrative act, on its way into the audit.</summary>
/// <param name="Action">What was done, such as <c>card.create</c>.</param>
/// <param name="Object">To what, by its id.</param>
/// <param name="Before">JSON of how it was; nothing when it was not there.</param>
/// <param name="After">JSON of how it is.</param>
internal sealed record AuditAct(Actor Actor, string Action, string Object, string? Before, string? After)
{
    public const string Insert = "INSERT INTO audit (tenant_id, actor, request_id, action, object, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    private const string InsertForAll =
        "INSERT INTO audit (tenant_id, actor, request_id, action, object, before, after) SELECT tenant_id, $1, $2, $3, $4, $5, $6 FROM tenant";

    /// <summary>Adds it in the transaction that does what it tells of.</summary>
    public async Task AddAsync(NpgsqlConnection connection, int tenantId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        AddValues(command.Parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds it for every tenant, in a session that is held to none of them.</summary>
    public async Task AddForAllAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(InsertForAll, connection);
        AddValues(command.Parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private void AddValues(NpgsqlParameterCollection values)
    {
        values.Add(new NpgsqlParameter<string> { TypedValue = Actor.Key });
        values.Add(new NpgsqlParameter<string> { TypedValue = Actor.RequestId });
        values.Add(new NpgsqlParameter<string> { TypedValue = Action });
        values.Add(new NpgsqlParameter<string> { TypedValue = Object });
        values.Add(KeyRows.Optional(Before, NpgsqlDbType.Text));
        values.Add(KeyRows.Optional(After, NpgsqlDbType.Text));
    }
}
