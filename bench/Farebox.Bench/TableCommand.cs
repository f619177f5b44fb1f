using System.Globalization;
using Farebox.Bench.Baseline;
using Farebox.Bench.Load;
using Farebox.Bench.Machine;
using Farebox.Bench.Output;
using Farebox.Bench.Run;

namespace Farebox.Bench;

/// <summary><c>farebox bench</c>: runs the rows, prints the table and the floors.</summary>
public sealed class TableCommand(BenchHouse house, TextWriter output, TimeProvider clock)
{
    public async Task RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        await DescribeAsync(cancellation);
        var names = options.Only.Count == 0 ? RowNames.Default : options.Only;
        await SetUpAsync(names, cancellation);
        var catalog = new RowCatalog(house, clock);
        var rows = names.Select(catalog.Create).ToArray();

        var run = new BenchRun(house.Database, house.Cpu, output);
        var figures = await run.RunAsync(rows, options.Rounds, TimeSpan.FromSeconds(options.Seconds), cancellation);
        await output.WriteLineAsync($"\n{FigureTable.Of(figures)}\n{Floor.Table(figures)}");
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
        await house.StartServerAsync(AccountsOf(names), cancellation);
        if (names.Any(RowNames.IsInProcess)) await house.OpenJournalAsync(cancellation);
        await house.Database.CheckpointAsync(cancellation);
    }

    private static IEnumerable<AccountSet> AccountsOf(IReadOnlyList<string> names) =>
        names.Where(name => !RowNames.IsNaive(name))
            .Select(name => (RowNames.IsOverHttp(name), RowFigures.BaselineOf(name)) switch
            {
                (true, "n1.hot") => AccountSet.HttpHot,
                (true, _) => AccountSet.HttpSpread,
                (false, "n1.hot") => AccountSet.JournalHot,
                (false, _) => AccountSet.JournalSpread,
            })
            .Distinct();
}
