using System.Diagnostics;
using System.Globalization;
using Farebox.Bench.Load;
using Farebox.Bench.Run;
using Farebox.Charging;

namespace Farebox.Bench.InProcess;

/// <summary>Events that arrive at a fixed rate whatever the answers do; each waits from the instant it should have arrived to its durable answer.</summary>
/// <remarks>A generator that fell behind would hide the very latency it should show, so the clock of an event is its intended arrival.</remarks>
public sealed class OpenLoopRow(JournalPort journal, AccountSet accounts, int perSecond, string family, TimeProvider clock) : IBenchRow
{
    private const int TickMilliseconds = 1;

    private readonly Lock _tallyLock = new();

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{family}@{perSecond / 1000}k/s");

    public Tables Tables => journal.Tables;

    public bool IsOpenLoop => true;

    public async Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        var tally = new CallerTally(window);
        var events = new EventCommands(journal.Tenant, accounts, new(accounts, clock.GetUtcNow()), seed: 1);
        var load = Task.Factory.StartNew(
            () => ArriveAsync(events, tally, window, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        await window.PassAsync(load, cancellation);
        return new(tally.Operations, tally.OperationsInAll, tally.Latency);
    }

    /// <summary>Everything up to the last line runs on the load's own thread.</summary>
    private Task ArriveAsync(EventCommands events, CallerTally tally, MeasuredWindow window, CancellationToken cancellation)
    {
        using var never = new ManualResetEventSlim();
        var underWay = new List<Task>();
        var trimAt = 0;
        var started = Stopwatch.GetTimestamp();
        for (var arrived = 0L; !window.IsClosed;)
        {
            for (var due = Arrivals(Stopwatch.GetTimestamp() - started); arrived < due; arrived++)
            {
                var intended = started + (arrived * Stopwatch.Frequency / perSecond);
                underWay.Add(AnswerAsync(events.Make(EventIds.Take(1)), intended, tally, cancellation));
            }

            if (underWay.Count > trimAt)
            {
                underWay.RemoveAll(task => task.IsCompletedSuccessfully);
                if (underWay.Find(task => task.IsFaulted) is { } failed) return failed;
                trimAt = (2 * underWay.Count) + perSecond / 10;
            }

            never.Wait(TickMilliseconds, cancellation);
        }

        return Task.WhenAll(underWay);
    }

    private long Arrivals(long elapsed) => elapsed * perSecond / Stopwatch.Frequency;

    private async Task AnswerAsync(RecordUsage command, long intended, CallerTally tally, CancellationToken cancellation)
    {
        await journal.SubmitAsync([command], cancellation);
        var answered = Stopwatch.GetTimestamp();
        lock (_tallyLock) tally.Add(intended, answered, 1);
    }
}
