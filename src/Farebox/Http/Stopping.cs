namespace Farebox.Http;

/// <summary>The time between being asked to end and no longer listening.</summary>
/// <param name="delay">How long requests are still taken in, while readiness already says no.</param>
internal sealed class Stopping(TimeSpan delay)
{
    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    public void Begin() => _hasBegun = true;

    /// <summary>Returns when it is time to stop listening.</summary>
    public async Task WaitAsync(CancellationToken asked)
    {
        var asking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (asked.Register(asking.SetResult)) await asking.Task;
        Begin();
        if (delay > TimeSpan.Zero) await Task.Delay(delay, CancellationToken.None);
    }
}
