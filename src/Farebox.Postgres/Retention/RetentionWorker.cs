using System.Globalization;
using Npgsql;

namespace Farebox.Postgres.Retention;

/// <summary>Looks every hour for months of event bodies that are older than they are to be kept. Any number of servers may do so.</summary>
public sealed class RetentionWorker : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    /// <param name="dataSource">The database, as the role that runs the program.</param>
    /// <param name="keepMonths">Whole months to keep beside the current one.</param>
    /// <param name="onDropped">Hears one sentence per month that was dropped.</param>
    /// <param name="onFault">Hears what went wrong; it is tried again a minute later.</param>
    public RetentionWorker(NpgsqlDataSource dataSource, int keepMonths, Action<string> onDropped, Action<string, Exception> onFault) =>
        _running = Task.Run(() => RunAsync(new(dataSource), keepMonths, onDropped, onFault));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(EventBodies bodies, int keepMonths, Action<string> onDropped, Action<string, Exception> onFault)
    {
        var pause = TimeSpan.Zero;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, _stopping.Token);
                foreach (var dropped in await bodies.DropAsync(keepMonths, isDryRun: false, _stopping.Token))
                    onDropped(string.Create(CultureInfo.InvariantCulture, $"Event bodies of {dropped.Month:yyyy-MM} are dropped ({dropped.Bytes:N0} bytes)."));
                pause = Interval;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was, personal data must not stay for ever because of one bad minute.
                onFault("Dropping old event bodies failed", failure);
                pause = AfterFailure;
            }
        }
    }
}
