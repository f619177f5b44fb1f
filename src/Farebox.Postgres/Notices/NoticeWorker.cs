namespace Farebox.Postgres.Notices;

/// <summary>Publishes notices soon after they are written, and forgets old ones. Any number of servers may do so.</summary>
public sealed class NoticeWorker : IAsyncDisposable
{
    private static readonly TimeSpan DropInterval = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    /// <param name="publisher">Publishes.</param>
    /// <param name="interval">How often new ones are looked for.</param>
    /// <param name="keepDays">Days that notices are kept.</param>
    /// <param name="onFault">Hears what went wrong; it is tried again at the next look.</param>
    public NoticeWorker(NoticePublisher publisher, TimeSpan interval, int keepDays, Action<string, Exception> onFault) =>
        _running = Task.Run(() => RunAsync(publisher, interval, keepDays, onFault));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(NoticePublisher publisher, TimeSpan interval, int keepDays, Action<string, Exception> onFault)
    {
        var dropped = long.MinValue;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(interval, _stopping.Token);
                while (await publisher.PublishAsync(_stopping.Token) > 0)
                {
                }

                if (dropped != long.MinValue && TimeProvider.System.GetElapsedTime(dropped) < DropInterval) continue;
                while (await publisher.DropAsync(keepDays, _stopping.Token) > 0)
                {
                }

                dropped = TimeProvider.System.GetTimestamp();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Whatever it was, it must not end the worker: nobody would be told anything any more.
                onFault("Publishing notices failed", failure);
            }
        }
    }
}
