using System.Globalization;
using Farebox.Charging;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Postgres.Retention;

/// <summary>Ages out events as they were sent, a month at a time. The ledger needs none of them: entries carry what they were decided on.</summary>
public sealed class EventBodies(NpgsqlDataSource dataSource)
{
    /// <summary>The setting decides what goes, whether a server or a person asked.</summary>
    private static readonly Actor Actor = new("retention", "");

    /// <summary>Drops whole months that ended more than so many months ago. The current month and the one before it always stay.</summary>
    /// <remarks>They hold events of every tenant, so each finds the act in its audit.</remarks>
    /// <param name="keepMonths">Whole months to keep beside the current one; at least 1.</param>
    /// <param name="isDryRun">Whether nothing is dropped and the answer is what would be.</param>
    /// <exception cref="PostgresException">55P03: appending events kept it from its lock; try again later.</exception>
    public async Task<IReadOnlyList<DroppedMonth>> DropAsync(int keepMonths, bool isDryRun, CancellationToken cancellationToken)
    {
        const string drop = "SELECT month, bytes FROM drop_event_body_months(now() - make_interval(months => $1), $2)";

        ArgumentOutOfRangeException.ThrowIfLessThan(keepMonths, 1);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var months = new List<DroppedMonth>();
        await using (var command = new NpgsqlCommand(drop, connection))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = keepMonths });
            command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isDryRun });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken)) months.Add(new(row.GetFieldValue<DateOnly>(0), row.GetInt64(1)));
        }

        if (isDryRun) return months;

        foreach (var month in months) await ActOf(month).AddForAllAsync(connection, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return months;
    }

    private static AuditAct ActOf(DroppedMonth month) => new(
        Actor, "event_body.drop", month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $$"""{"bytes":{{month.Bytes}}}"""), null);
}

/// <summary>A month of event bodies, by its first day, and what it took on disk.</summary>
public sealed record DroppedMonth(DateOnly Month, long Bytes);
