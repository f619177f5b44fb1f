using System.Diagnostics;
using Farebox.Bench.Run;
using Farebox.Bench.Statistics;
using Npgsql;

namespace Farebox.Bench.Baseline;

/// <summary>The same naive column with a hundred debits in one transaction: a small loop per connection, set-based statements, one round trip.</summary>
public sealed class NaiveBatchedRow(string connectionString, bool isHot, string body) : IBenchRow
{
    private const int Connections = 8;
    private const int Debits = 100;

    public string Name => isHot ? "n1_batched.hot" : "n1_batched.spread";

    public string Schema => BaselineSchema.Name;

    public async Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        await using var source = new NpgsqlDataSourceBuilder(connectionString) { ConnectionStringBuilder = { MaxPoolSize = Connections } }.Build();
        var loops = Enumerable.Range(0, Connections).Select(_ => Task.Run(() => LoopAsync(source, window, cancellation), cancellation)).ToArray();
        await window.PassAsync(cancellation);
        var results = await Task.WhenAll(loops);

        var latency = new LatencyHistogram();
        foreach (var result in results) latency.Add(result.Latency);
        return new(results.Sum(result => result.Operations), results.Sum(result => result.OperationsInAll), latency);
    }

    private async Task<LoadResult> LoopAsync(NpgsqlDataSource source, MeasuredWindow window, CancellationToken cancellation)
    {
        var latency = new LatencyHistogram();
        var (counted, all) = (0L, 0L);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NaiveBatch(connection, body, Debits, isHot);
        await batch.PrepareAsync(cancellation);

        while (!window.IsClosed)
        {
            batch.Fill();
            var from = Stopwatch.GetTimestamp();
            await batch.ExecuteAsync(cancellation);
            var to = Stopwatch.GetTimestamp();

            all += Debits;
            if (!window.Contains(to)) continue;
            counted += Debits;
            latency.RecordSpan(from, to);
        }

        return new(counted, all, latency);
    }
}
