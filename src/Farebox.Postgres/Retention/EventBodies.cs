using Npgsql;

namespace Farebox.Postgres.Retention;

/// <summary>Ages out events as they were sent, a month at a time. The ledger needs none of them: entries carry what they were decided on.</summary>
public sealed class EventBodies(NpgsqlDataSource dataSource)
{
    /// <summary>Drops whole months that ended more than so many months ago. The current month and the one before it always stay.</summary>
    /// <param name="keepMonths">Whole months to keep beside the current one; at least 1.</param>
    /// <param name="isDryRun">Whether nothing is dropped and the answer is what would be.</param>
    /// <exception cref="PostgresException">55P03: appending events kept it from its lock; try again later.</exception>
    public async Task<IReadOnlyList<DroppedMonth>> DropAsync(int keepMonths, bool isDryRun, CancellationToken cancellationToken)
    {
        const string drop = "SELECT month, bytes FROM drop_event_body_months(now() - make_interval(months => $1), $2)";

        ArgumentOutOfRangeException.ThrowIfLessThan(keepMonths, 1);
        await using var command = dataSource.CreateCommand(drop);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = keepMonths });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isDryRun });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var months = new List<DroppedMonth>();
        while (await row.ReadAsync(cancellationToken)) months.Add(new(row.GetFieldValue<DateOnly>(0), row.GetInt64(1)));
        return months;
    }
}

/// <summary>A month of event bodies, by its first day, and what it took on disk.</summary>
public sealed record DroppedMonth(DateOnly Month, long Bytes);
