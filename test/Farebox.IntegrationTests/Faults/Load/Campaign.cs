using Farebox.IntegrationTests.Faults.Check;
using Farebox.IntegrationTests.Journal;

namespace Farebox.IntegrationTests.Faults.Load;

/// <summary>A main phase with faults, a final phase that settles what is unknown, and then the check.</summary>
internal sealed class Campaign
{
    private static readonly TimeSpan SettleMax = TimeSpan.FromSeconds(30);
    private readonly Caller[] _callers;

    public Campaign(ITarget target, int seed, string[] accounts, Habits? habits = null)
    {
        var chosen = habits ?? new();
        _callers = [.. Enumerable.Range(1, chosen.Callers).Select(number => new Caller(number, seed, target, History, accounts, chosen))];
    }

    public History History { get; } = new();

    public async Task RunAsync(Func<Task> faults)
    {
        using var stopping = new CancellationTokenSource();
        var running = _callers.Select(caller => caller.RunAsync(stopping.Token)).ToArray();
        try
        {
            await faults();
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(running);
        }

        await Task.WhenAll(_callers.Select(caller => caller.SettleAsync(SettleMax)));
    }

    /// <summary>Returns when so many more requests were answered for good; says how long that took.</summary>
    public async Task<TimeSpan> KeptMoreAsync(int count)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        var goal = History.Kept + count;
        while (History.Kept < goal)
        {
            if (waited.Elapsed > SettleMax) throw new TimeoutException($"{History.Kept} kept, {goal} wanted: nothing goes on.");
            await Task.Delay(5);
        }

        return waited.Elapsed;
    }

    public Task<Verified> CheckAsync(JournalHarness harness) => Inspection.OfAsync(harness, History);
}
