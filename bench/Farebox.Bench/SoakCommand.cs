using System.Globalization;
using Farebox.Bench.Http;
using Farebox.Bench.Load;
using Farebox.Bench.Run;
using Farebox.Bench.Statistics;

namespace Farebox.Bench;

/// <summary><c>farebox bench --soak MINUTES</c>: single events and hundreds, on one pool and on all accounts, while the server's memory is printed.</summary>
public sealed class SoakCommand(BenchHouse house, TextWriter output, TimeProvider clock)
{
    private const double Mebibyte = 1 << 20;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    public async Task RunAsync(int minutes, CancellationToken cancellation)
    {
        await output.WriteLineAsync("setting up prices and accounts through the API");
        await house.StartServerAsync([AccountSet.Hot, AccountSet.Spread], cancellation);

        var window = new MeasuredWindow(house.Cpu, house.Database, TimeSpan.Zero, TimeSpan.FromMinutes(minutes));
        var load = new HttpGenerator(house.Server.Address, Sources()).RunAsync(window, cancellation);
        var memory = new List<double>();
        while (await Task.WhenAny(load, Task.Delay(Step, cancellation)) != load)
        {
            memory.Add(house.Server.ResidentBytes / Mebibyte);
            var tables = await house.Database.SchemaBytesAsync("public", cancellation) / Mebibyte;
            await output.WriteLineAsync(Text($"{memory.Count * Step.TotalSeconds,5:N0} s  server {memory[^1],7:N0} MiB  tables {tables,8:N0} MiB"));
        }

        var result = await load;
        await output.WriteLineAsync(Summary(result, window, memory));
    }

    /// <summary>Flat means that the last third of the run needs no more than the one before it.</summary>
    private static string Summary(LoadResult result, MeasuredWindow window, List<double> memory)
    {
        var rate = Text($"\n{result.Operations:N0} events at {result.Operations / window.Seconds:N0}/s, p99 {result.Latency.Milliseconds(0.99):N1} ms");
        if (memory.Count < 6) return rate;

        var third = memory.Count / 3;
        var (middle, last) = (RoundRange.Of(memory.Skip(third).Take(third)), RoundRange.Of(memory.Skip(2 * third)));
        return rate + Text($"\nserver memory: highest {memory.Max():N0} MiB; median of the middle third {middle.Median:N0}, of the last third {last.Median:N0} MiB");
    }

    private IRequestSource[] Sources()
    {
        EventRequests Source(AccountSet accounts, int events, int seed) => new(accounts, events, house.Server.Key, clock.GetUtcNow(), seed);
        return
        [
            .. Enumerable.Range(0, 16).Select(seed => Source(AccountSet.Hot, 1, seed)),
            .. Enumerable.Range(16, 16).Select(seed => Source(AccountSet.Spread, 1, seed)),
            .. Enumerable.Range(32, 2).Select(seed => Source(AccountSet.Hot, 100, seed)),
            .. Enumerable.Range(34, 2).Select(seed => Source(AccountSet.Spread, 100, seed)),
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
