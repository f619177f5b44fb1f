using System.Globalization;
using Farebox.Postgres.Workers;
using Npgsql;

namespace Farebox.Postgres.Retention;

/// <summary>Looks every hour for months of event bodies that are older than they are to be kept. Any number of servers may do so.</summary>
public sealed class RetentionWorker : IAsyncDisposable
{
    // Personal data must not stay because of one bad minute.
    private static readonly Pace Hourly = new(TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));

    private readonly Rounds _rounds;

    /// <param name="dataSource">The database, as the role that runs the program.</param>
    /// <param name="keepMonths">Whole months to keep beside the current one.</param>
    /// <param name="onDropped">Hears one sentence per month that was dropped.</param>
    /// <param name="onFault">Hears what went wrong; it is tried again a minute later.</param>
    public RetentionWorker(NpgsqlDataSource dataSource, int keepMonths, Action<string> onDropped, Action<string, Exception> onFault)
    {
        var bodies = new EventBodies(dataSource);
        _rounds = new(Hourly, failure => onFault("Dropping old event bodies failed", failure), cancellationToken => DropAsync(bodies, keepMonths, onDropped, cancellationToken));
        _rounds.Start();
    }

    public ValueTask DisposeAsync() => _rounds.DisposeAsync();

    private static async Task DropAsync(EventBodies bodies, int keepMonths, Action<string> onDropped, CancellationToken cancellationToken)
    {
        foreach (var dropped in await bodies.DropAsync(keepMonths, isDryRun: false, cancellationToken))
            onDropped(string.Create(CultureInfo.InvariantCulture, $"Event bodies of {dropped.Month:yyyy-MM} are dropped ({dropped.Bytes:N0} bytes)."));
    }
}
