using Farebox.Postgres.Tenants;
using Npgsql;
using NpgsqlTypes;

namespace Farebox.Postgres.Notices;

/// <summary>Reads the notices of a tenant in the order of the feed. Whoever goes on after the last place read misses none.</summary>
public sealed class NoticeFeed(NpgsqlDataSource dataSource)
{
    private const string Read = """
        SELECT position, body FROM outbox
        WHERE tenant_id = $1 AND position > $2 AND ($4::text IS NULL OR account = $4) AND ($5::text IS NULL OR kind = $5)
        ORDER BY position LIMIT $3
        """;

    /// <summary>Notices after a place, oldest first.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="after">The last place read; 0 at the beginning.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="account">Of one account only.</param>
    /// <param name="kind">Of one type only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<PublishedNotice>> ReadAsync(
        int tenantId, long after, int count, string? account, string? kind, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Read);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        command.Parameters.Add(KeyRows.Optional(account, NpgsqlDbType.Text));
        command.Parameters.Add(KeyRows.Optional(kind, NpgsqlDbType.Text));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var notices = new List<PublishedNotice>();
        while (await reader.ReadAsync(cancellationToken)) notices.Add(new(reader.GetInt64(0), reader.GetString(1)));
        return notices;
    }
}

/// <summary>A notice with its place in the feed.</summary>
/// <param name="Position">Above those of all notices before it.</param>
/// <param name="Body">The notice as JSON.</param>
public sealed record PublishedNotice(long Position, string Body);
