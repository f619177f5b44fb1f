using System.Globalization;
using Farebox.Bench.Baseline;
using Farebox.Bench.Load;
using Farebox.Bench.Machine;
using Farebox.Bench.Output;
using Farebox.Bench.Run;
using Farebox.Bench.Server;
using Farebox.Postgres.Embedded;
using Npgsql;

namespace Farebox.Bench;

/// <summary>The database, the server and the rows of one run.</summary>
public sealed class BenchHouse : IAsyncDisposable
{
    private readonly BenchFolder _folder;
    private readonly EmbeddedPostgres _postgres;
    private readonly BenchDatabase _database;
    private readonly TextWriter _output;
    private readonly TimeProvider _clock;

    private BenchHouse(BenchFolder folder, EmbeddedPostgres postgres, BenchDatabase database, TextWriter output, TimeProvider clock) =>
        (_folder, _postgres, _database, _output, _clock) = (folder, postgres, database, output, clock);

    /// <summary>The naive column is in the same database as the journal, under a role that may do everything.</summary>
    private static string Superuser(EmbeddedPostgres postgres) =>
        new NpgsqlConnectionStringBuilder(postgres.SuperuserConnectionString) { Database = "farebox", Pooling = true }.ConnectionString;

    public static async Task<BenchHouse> OpenAsync(TextWriter output, TimeProvider clock, CancellationToken cancellation)
    {
        var folder = await BenchFolder.TakeAsync(cancellation);
        var postgres = await EmbeddedPostgres.StartAsync(new() { DataFolder = folder.Path }, cancellation);
        return new(folder, postgres, await BenchDatabase.OpenAsync(Superuser(postgres), cancellation), output, clock);
    }

    public async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        await DescribeAsync(cancellation);
        var rows = await RowsAsync(options, cancellation);
        var cpu = new CpuMeter(_postgres.PostmasterPid);
        await _database.CheckpointAsync(cancellation);

        var figures = await new BenchRun(_database, cpu, _output).RunAsync(rows, options.Rounds, TimeSpan.FromSeconds(options.Seconds), cancellation);
        await _output.WriteLineAsync($"\n{FigureTable.Of(figures)}\n{Floor.Table(figures)}");
        if (options.JsonFile is { } file) await JsonReport.WriteAsync(file, figures, cancellation);
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _postgres.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private async Task DescribeAsync(CancellationToken cancellation)
    {
        var flush = await FlushProbe.MeasureAsync(_postgres.BinDirectory, _folder.Path, cancellation);
        await _output.WriteLineAsync(MachineDescription.Read(_clock).ToString());
        await _output.WriteLineAsync(await _database.DescribeAsync(cancellation));
        await _output.WriteLineAsync(
            flush is { } microseconds
                ? string.Create(CultureInfo.InvariantCulture, $"pg_test_fsync: fdatasync {microseconds:N0} µs (a fast flush flatters N1)\n")
                : "pg_test_fsync: not available\n");
    }

    private async Task<IReadOnlyList<IBenchRow>> RowsAsync(BenchOptions options, CancellationToken cancellation)
    {
        await BaselineSchema.CreateAsync(_database, cancellation);
        var body = EventBytes.Sample(_clock.GetUtcNow());
        var pgbench = new Pgbench(_postgres.BinDirectory, Superuser(_postgres), _folder.Path);
        IBenchRow[] all =
        [
            new NaiveRow(pgbench, _folder.Path, isHot: true, body),
            new NaiveRow(pgbench, _folder.Path, isHot: false, body),
            new NaiveBatchedRow(Superuser(_postgres), isHot: true, body),
            new NaiveBatchedRow(Superuser(_postgres), isHot: false, body),
        ];
        return options.Only.Count == 0 ? all : [.. all.Where(row => options.Only.Contains(row.Name))];
    }
}
