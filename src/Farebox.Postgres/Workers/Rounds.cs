namespace Farebox.Postgres.Workers;

/// <summary>Something that is done again and again until it is stopped. What goes wrong is told, and ends nothing: the next round tries again.</summary>
public sealed class Rounds : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<CancellationToken, Task> _round;
    private readonly Pace _pace;
    private readonly Action<Exception> _onFault;
    private Task _running = Task.CompletedTask;

    /// <param name="pace">How long it waits before the first round, after a round, and after one that failed.</param>
    /// <param name="onFault">Hears what went wrong.</param>
    /// <param name="round">One round. Cancelled when it is stopped.</param>
    public Rounds(Pace pace, Action<Exception> onFault, Func<CancellationToken, Task> round) => (_pace, _onFault, _round) = (pace, onFault, round);

    /// <summary>Begins; once.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Stops, and waits for the round that is running.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = _pace.First;
        while (true)
        {
            try
            {
                await Task.Delay(pause, _stopping.Token);
                await _round(_stopping.Token);
                pause = _pace.Between;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                _onFault(failure);
                pause = _pace.AfterFailure;
            }
        }
    }
}

/// <summary>How long something waits that is done in rounds.</summary>
/// <param name="First">Before the first round.</param>
/// <param name="Between">After a round.</param>
/// <param name="AfterFailure">After a round that failed.</param>
public readonly record struct Pace(TimeSpan First, TimeSpan Between, TimeSpan AfterFailure)
{
    /// <summary>The same each time.</summary>
    public static Pace Every(TimeSpan interval) => new(interval, interval, interval);
}
