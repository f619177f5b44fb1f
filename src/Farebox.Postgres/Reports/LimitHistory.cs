using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Reports;

/// <summary>Reads what was ever done to a named limit, oldest first.</summary>
public sealed class LimitHistory(NpgsqlDataSource dataSource)
{
    // Kinds 4 and 18: limits set and changed. Only a named one has an id.
    private const string Find = """
        SELECT seq, recorded_at, kind, command FROM entry
        WHERE book_id = $1 AND kind IN (4, 18) AND command::json->>'id' = $2 AND seq > $3 ORDER BY seq LIMIT $4
        """;

    /// <summary>Up to <paramref name="count"/> acts on it after an entry; none where there never was such a limit.</summary>
    public async Task<List<LimitEvent>> ReadAsync(int tenantId, long bookId, string limit, long after, int count, Catalog catalog, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Find);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<LimitEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var body = EntryReader.Read((EntryKind)reader.GetInt16(2), reader.GetString(3), null, catalog);
            found.Add(new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), body));
        }

        return found;
    }
}

/// <summary>Something that was done to a limit.</summary>
/// <param name="Seq">The entry.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Body">A <see cref="LimitDefined"/> or a <see cref="LimitChanged"/>.</param>
public sealed record LimitEvent(long Seq, DateTimeOffset At, EntryBody Body);
