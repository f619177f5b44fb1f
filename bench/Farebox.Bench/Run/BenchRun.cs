using System.Globalization;
using Farebox.Bench.Machine;
using Farebox.Bench.Server;

namespace Farebox.Bench.Run;

/// <summary>Runs all rows in turn, again and again, so that whatever else the machine does falls on all of them alike.</summary>
public sealed class BenchRun(BenchDatabase database, CpuMeter cpu, TextWriter progress)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<RowFigures>> RunAsync(
        IReadOnlyList<IBenchRow> rows, int rounds, TimeSpan length, CancellationToken cancellation)
    {
        var readings = new List<IReadOnlyDictionary<string, RoundReading>>();
        for (var round = 1; round <= rounds; round++)
        {
            var readingsOfRound = new Dictionary<string, RoundReading>();
            foreach (var row in rows)
            {
                await progress.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"round {round}/{rounds}  {row.Name,-22}"));
                await progress.FlushAsync(cancellation);
                var reading = await MeasureAsync(row, length, cancellation);
                readingsOfRound.Add(row.Name, reading);
                await progress.WriteLineAsync(Describe(reading));
            }

            readings.Add(readingsOfRound);
        }

        return [.. rows.Select(row => RowFigures.Of(row, readings))];
    }

    private async Task<RoundReading> MeasureAsync(IBenchRow row, TimeSpan length, CancellationToken cancellation)
    {
        var before = await database.SchemaBytesAsync(row.Schema, cancellation);
        var window = new MeasuredWindow(cpu, database, WarmUp, length);
        var load = await row.RunAsync(window, cancellation);
        return RoundReading.Of(load, window, await database.SchemaBytesAsync(row.Schema, cancellation) - before);
    }

    private static string Describe(RoundReading reading) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{reading.PerSecond,10:N0}/s  p50 {reading.P50Ms,8:N2}  p99 {reading.P99Ms,8:N2} ms  {reading.CpuMicroseconds,7:N1} us  {reading.WalBytes,6:N0} B WAL");
}
