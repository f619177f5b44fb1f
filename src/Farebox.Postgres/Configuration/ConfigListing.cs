using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Configuration;

/// <summary>Reads what a tenant has configured, page by page, in the order it was made.</summary>
public sealed class ConfigListing(NpgsqlDataSource dataSource)
{
    private const string Items = "SELECT seq, body FROM config WHERE tenant_id = $1 AND kind = $2 AND seq > $3 ORDER BY seq LIMIT $4";

    private const string Item = "SELECT body FROM config WHERE tenant_id = $1 AND kind = $2 AND id = $3";

    /// <summary>One item as it is stored and answered; nothing when there is none of that id.</summary>
    public async Task<string?> FindAsync(int tenantId, string kind, string id, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Item);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <param name="kind"><c>asset</c>, <c>meter</c> or <c>card</c>.</param>
    /// <param name="afterSeq">The last one seen; zero before the first.</param>
    public async Task<List<ListedConfig>> ReadAsync(int tenantId, string kind, long afterSeq, int count, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Items);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterSeq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var items = new List<ListedConfig>();
        while (await reader.ReadAsync(cancellationToken)) items.Add(new(reader.GetInt64(0), reader.GetString(1)));
        return items;
    }
}

/// <summary>A configured item, as it is stored and answered.</summary>
public sealed record ListedConfig(long Seq, string Body);
