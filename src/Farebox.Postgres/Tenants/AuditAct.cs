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

    /// <summary>Adds it in the transaction that does what it tells of.</summary>
    public async Task AddAsync(NpgsqlConnection connection, int tenantId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Actor.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Actor.RequestId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Action });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Object });
        command.Parameters.Add(KeyRows.Optional(Before, NpgsqlDbType.Text));
        command.Parameters.Add(KeyRows.Optional(After, NpgsqlDbType.Text));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
