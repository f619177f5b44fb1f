using System.Diagnostics;
using Farebox.Bench.Run;
using Npgsql;

namespace Farebox.Bench.Baseline;

/// <summary>The same naive column with a hundred debits in one transaction: a small loop per connection, set-based statements, one round trip.</summary>
public sealed class NaiveBatchedRow(string connectionString, Tables tables, bool isHot, string body) : IBenchRow
{
    private const int Connections = 8;
    private const int Debits = 100;

    public string Name => isHot ? "n1_batched.hot" : "n1_batched.spread";

    public Tables Tables => tables;

    public async Task<LoadResult> RunAsync(MeasuredWindow window, CancellationToken cancellation)
    {
        await using var source = new NpgsqlDataSourceBuilder(connectionString) { ConnectionStringBuilder = { MaxPoolSize = Connections } }.Build();
        return await Callers.RunAsync(Connections, (_, tally) => LoopAsync(source, window, tally, cancellation), window, cancellation);
    }

    private async Task LoopAsync(NpgsqlDataSource source, MeasuredWindow window, CallerTally tally, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NaiveBatch(connection, body, Debits, isHot);
        await batch.PrepareAsync(cancellation);

        while (!window.IsClosed)
        {
            batch.Fill();
            var from = Stopwatch.GetTimestamp();
            await batch.ExecuteAsync(cancellation);
            tally.Add(from, Stopwatch.GetTimestamp(), Debits);
        }
    }
}
