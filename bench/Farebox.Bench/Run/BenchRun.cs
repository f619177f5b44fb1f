using System.Globalization;
using Farebox.Bench.Machine;
using Farebox.Bench.Server;

namespace Farebox.Bench.Run;

/// <summary>Runs all rows in turn, again and again, so that whatever else the machine does falls on all of them alike.</summary>
public sealed class BenchRun(BenchDatabase database, CpuMeter cpu, Quiet quiet, TextWriter progress)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Open loops run in every other round: their rate is given, and a median of latencies needs fewer.</summary>
    public async Task<IReadOnlyList<RowFigures>> RunAsync(
        IReadOnlyList<IBenchRow> rows, int rounds, TimeSpan length, CancellationToken cancellation)
    {
        // Code is compiled and caches are filled in a round that does not count.
        await RoundAsync("warming up", rows, WarmUp, cancellation);

        var readings = new List<IReadOnlyDictionary<string, RoundReading>>();
        for (var round = 1; round <= rounds; round++)
        {
            var isForLatency = round % 2 == 1;
            var due = rows.Where(row => isForLatency || !row.IsOpenLoop);
            readings.Add(await RoundAsync($"round {round}/{rounds}", due, length, cancellation));
        }

        return [.. rows.Select(row => RowFigures.Of(row, readings))];
    }

    private async Task<IReadOnlyDictionary<string, RoundReading>> RoundAsync(
        string title, IEnumerable<IBenchRow> rows, TimeSpan length, CancellationToken cancellation)
    {
        await quiet.WaitAsync(cancellation);
        var readings = new Dictionary<string, RoundReading>();
        foreach (var row in rows.OrderBy(row => RowNames.PlaceInRound(row.Name)))
        {
            await progress.WriteAsync($"{title,-10}  {row.Name,-22}");
            await progress.FlushAsync(cancellation);
            readings.Add(row.Name, await MeasureAsync(row, length, cancellation));
            await progress.WriteLineAsync(Describe(readings[row.Name]));
        }

        return readings;
    }

    private async Task<RoundReading> MeasureAsync(IBenchRow row, TimeSpan length, CancellationToken cancellation)
    {
        var before = await row.Tables.BytesAsync(cancellation);
        var window = new MeasuredWindow(cpu, database, WarmUp, length);
        var load = await row.RunAsync(window, cancellation);
        return RoundReading.Of(load, window, await row.Tables.BytesAsync(cancellation) - before);
    }

    private static string Describe(RoundReading reading) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{reading.PerSecond,10:N0}/s  p50 {reading.P50Ms,8:N2}  p99 {reading.P99Ms,8:N2} ms  {reading.CpuMicroseconds,7:N1} us  {reading.WalBytes,6:N0} B WAL");
}
