using System.Globalization;
using Farebox.Bench.Baseline;
using Farebox.Bench.Load;
using Farebox.Bench.Machine;
using Farebox.Bench.Output;
using Farebox.Bench.Run;
using Farebox.Bench.Server;

namespace Farebox.Bench;

/// <summary><c>farebox bench</c>: runs the rows, prints the table and the floors.</summary>
public sealed class TableCommand(BenchHouse house, TextWriter output, TimeProvider clock)
{
    // Four gigabytes: what is written between two checkpoints at full load.
    private const int WalFiles = 256;

    private readonly List<BenchDatabase> _databases = [];

    public async Task RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        await DescribeAsync(cancellation);
        var names = options.Only.Count == 0 ? RowNames.Default : options.Only;
        await SetUpAsync(names, cancellation);
        var catalog = new RowCatalog(house, clock);
        var rows = names.Select(catalog.Create).ToArray();

        var run = new BenchRun(house.Database, house.Cpu, new(_databases), output);
        var figures = await run.RunAsync(rows, options.Rounds, TimeSpan.FromSeconds(options.Seconds), cancellation);
        await output.WriteLineAsync($"\n{FigureTable.Of(figures)}\n{Floor.Table(figures)}\nHow each row is taken: bench/README.md");
        if (options.JsonFile is { } file) await JsonReport.WriteAsync(file, figures, cancellation);
    }

    private async Task DescribeAsync(CancellationToken cancellation)
    {
        var flush = await FlushProbe.MeasureAsync(house.BinDirectory, house.Folder, cancellation);
        await output.WriteLineAsync(MachineDescription.Read(clock).ToString());
        await output.WriteLineAsync(await house.Database.DescribeAsync(cancellation));
        await output.WriteLineAsync(
            flush is { } microseconds
                ? string.Create(CultureInfo.InvariantCulture, $"pg_test_fsync: fdatasync {microseconds:N0} µs (a fast flush flatters N1)\n")
                : "pg_test_fsync: not available\n");
    }

    private async Task SetUpAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await BaselineSchema.CreateAsync(house.Database, cancellation);
        if (names.All(RowNames.IsNaive)) return;

        await output.WriteLineAsync("setting up prices and accounts through the API");
        var (overHttp, inProcess) = (AccountsOf(names.Where(RowNames.IsOverHttp)), AccountsOf(names.Where(RowNames.IsInProcess)));
        if (overHttp.Length > 0)
        {
            await house.StartServerAsync(overHttp, cancellation);
            _databases.Add(house.Database);
        }

        if (inProcess.Length > 0)
        {
            await house.OpenJournalAsync(inProcess, cancellation);
            _databases.Add(house.JournalDatabase!);
        }

        await output.WriteLineAsync("making the log files of a server that has run for a while");
        await house.Database.MakeWalFilesAsync(WalFiles, cancellation);
    }

    private static AccountSet[] AccountsOf(IEnumerable<string> names) =>
        [.. names.Select(name => RowFigures.BaselineOf(name) == "n1.hot" ? AccountSet.Hot : AccountSet.Spread).Distinct()];
}
