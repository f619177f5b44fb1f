using Farebox.Bench.Statistics;

namespace Farebox.Bench.Run;

/// <summary>A closed loop: a number of callers, each asking again as soon as it is answered.</summary>
public static class Callers
{
    /// <param name="call">Runs one caller, by its number, until the window is closed.</param>
    public static async Task<LoadResult> RunAsync(
        int callers, Func<int, CallerTally, Task> call, MeasuredWindow window, CancellationToken cancellation)
    {
        var tallies = Enumerable.Range(0, callers).Select(_ => new CallerTally(window)).ToArray();
        var load = Task.WhenAll(tallies.Select((tally, caller) => Task.Run(() => call(caller, tally), cancellation)));
        await window.PassAsync(load, cancellation);

        var latency = new LatencyHistogram();
        foreach (var tally in tallies) latency.Add(tally.Latency);
        return new(tallies.Sum(tally => tally.Operations), tallies.Sum(tally => tally.OperationsInAll), latency);
    }
}
