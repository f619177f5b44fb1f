using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Closing;

/// <summary>Reads the use of an account from its journal, as long as it is in memory a row at a time.</summary>
internal sealed class UsageReader(NpgsqlDataSource dataSource, int tenantId, long bookId, Catalog catalog)
{
    private const string Uses = """
        FROM entry WHERE book_id = $1 AND seq < $2 AND kind IN (5, 13, 14) AND status = 1 AND occurred_at >= $3 AND occurred_at < $4
        """;

    // The database sorts, on disk where it must. Events of one instant are told apart by their identity, which no order of arrival changes.
    private const string InOrder = $"SELECT kind, occurred_at, command, outcome, seq {Uses} ORDER BY occurred_at, key16";

// The lists of kinds are those that an index is made for.
    private const string Corrections = "SELECT seq, kind, command FROM entry WHERE book_id = $1 AND seq > $2 AND seq < $3 AND kind IN (12, 13, 14, 21) AND status = 1 ORDER BY seq";

    private const string Adjustments =
        "SELECT seq, kind, command FROM entry WHERE book_id = $1 AND seq > $2 AND kind IN (12, 13, 14, 21) AND kind = 12 AND status = 1 ORDER BY seq";

    /// <summary>How many recorded events there are.</summary>
    public async Task<long> CountAsync(UsageSpan span, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = Of(session, $"SELECT count(*) {Uses}", span);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Tells of the recorded events and of their corrections in the order in which they happened.</summary>
    public async Task ReadAsync(UsageSpan span, Action<long, DateTimeOffset, EntryBody> tell, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = Of(session, InOrder, span);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var body = EntryReader.Read((EntryKind)reader.GetInt16(0), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), catalog);
            tell(reader.GetInt64(4), reader.GetFieldValue<DateTimeOffset>(1), body);
        }
    }

    /// <summary>The closes, adjustments and corrections between two entries, in order. They are few.</summary>
    public async Task<List<(long Seq, EntryBody Body)>> ReadCorrectionsAsync(long after, long before, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Corrections);
        return await ReadAsync(command, [after, before], cancellationToken);
    }

    /// <summary>The adjustments after an entry, in order.</summary>
    public async Task<List<EntryBody>> ReadAdjustmentsAsync(long after, CancellationToken cancellationToken)
    {
        await using var session = await TenantSession.ReadAsync(dataSource, tenantId, cancellationToken);
        await using var command = session.Command(Adjustments);
        return (await ReadAsync(command, [after], cancellationToken)).ConvertAll(entry => entry.Body);
    }

    private async Task<List<(long Seq, EntryBody Body)>> ReadAsync(NpgsqlCommand command, long[] bounds, CancellationToken cancellationToken)
    {
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        foreach (var bound in bounds) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bound });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(long, EntryBody)>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add((reader.GetInt64(0), EntryReader.Read((EntryKind)reader.GetInt16(1), reader.GetString(2), null, catalog)));
        return found;
    }

    private NpgsqlCommand Of(TenantSession session, string sql, UsageSpan span)
    {
        var command = session.Command(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = span.Before });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = span.From });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = span.Until });
        return command;
    }
}

/// <summary>Use that happened from one instant until before another, as far as it was recorded before an entry.</summary>
internal readonly record struct UsageSpan(DateTimeOffset From, DateTimeOffset Until, long Before);
