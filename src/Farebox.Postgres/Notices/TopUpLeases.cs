using Npgsql;

namespace Farebox.Postgres.Notices;

/// <summary>Purchases that nothing has been heard of, of all tenants. Whoever takes one asks for the money alone until its lease ends.</summary>
public sealed class TopUpLeases(NpgsqlDataSource dataSource)
{
    private const string Lease = """
        WITH due AS (
            SELECT book_id, top_up_id FROM top_up
            WHERE state = 'requested' AND next_at <= clock_timestamp() AND (leased_until IS NULL OR leased_until < clock_timestamp())
            ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED
        )
        UPDATE top_up t SET lease = $2, leased_until = clock_timestamp() + $3, tries = t.tries + 1
        FROM due JOIN top_up d USING (book_id, top_up_id) JOIN tenant n ON n.tenant_id = d.tenant_id
        WHERE t.book_id = due.book_id AND t.top_up_id = due.top_up_id
        RETURNING t.tenant_id, n.is_sandbox, t.book_id, t.account, t.top_up_id, t.asset, t.units, t.price_asset, t.price_units, t.tries
        """;

    private const string PutOff = """
        UPDATE top_up SET next_at = clock_timestamp() + $4, lease = NULL, leased_until = NULL
        WHERE book_id = $1 AND top_up_id = $2 AND lease = $3 AND state = 'requested'
        """;

    /// <summary>Takes purchases whose turn it is.</summary>
    public async Task<IReadOnlyList<LeasedTopUp>> LeaseAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var token = Guid.CreateVersion7();
        await using var command = dataSource.CreateCommand(Lease);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = max });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = token });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var leased = new List<LeasedTopUp>();
        while (await row.ReadAsync(cancellationToken))
        {
            leased.Add(new(
                row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetString(7),
                row.GetInt64(8), row.GetInt32(9), token));
        }

        return leased;
    }

    /// <summary>Gives one back, to be asked about again later.</summary>
    public async Task PutOffAsync(LeasedTopUp topUp, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(PutOff);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = topUp.BookId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = topUp.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = topUp.Lease });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = wait });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A purchase that somebody has taken upon himself.</summary>
/// <param name="Tries">How often it was taken, this time included.</param>
public sealed record LeasedTopUp(
    int TenantId, bool IsSandbox, long BookId, string Account, string Id, string Asset, long Units, string PriceAsset, long PriceUnits, int Tries, Guid Lease);
