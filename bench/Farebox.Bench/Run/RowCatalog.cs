using Farebox.Bench.Baseline;
using Farebox.Bench.Http;
using Farebox.Bench.InProcess;
using Farebox.Bench.Load;

namespace Farebox.Bench.Run;

/// <summary>Makes a row from its name. The numbers of callers here are what the floors were set with.</summary>
public sealed class RowCatalog(BenchHouse house, TimeProvider clock)
{
    private const int Callers = 64;
    private const int CommandsPerCaller = 100;
    private const int FewCallers = 8;

    private readonly Tables _naiveTables = new(house.Database, BaselineSchema.Name);
    private readonly string _body = EventBytes.Sample(clock.GetUtcNow());

    public IBenchRow Create(string name) => name switch
    {
        "n1.hot" => Naive(isHot: true),
        "n1.spread" => Naive(isHot: false),
        "n1_batched.hot" => new NaiveBatchedRow(house.ConnectionString, _naiveTables, isHot: true, _body),
        "n1_batched.spread" => new NaiveBatchedRow(house.ConnectionString, _naiveTables, isHot: false, _body),
        "journal.hot" => InProcess(name, AccountSet.Hot, Callers, CommandsPerCaller),
        "journal.spread" => InProcess(name, AccountSet.Spread, Callers, CommandsPerCaller),
        "journal.hot@8" => InProcess(name, AccountSet.Hot, FewCallers, 1),
        "journal.spread@8" => InProcess(name, AccountSet.Spread, FewCallers, 1),
        "hold_capture.hot" => new HoldCaptureRow(house.Journal, AccountSet.Hot, Callers, CommandsPerCaller, clock),
        "http1.hot" => OverHttp(name, AccountSet.Hot, connections: 64, events: 1),
        "http1.spread" => OverHttp(name, AccountSet.Spread, connections: 64, events: 1),
        "http1.hot@8" => OverHttp(name, AccountSet.Hot, FewCallers, events: 1),
        "http1.spread@8" => OverHttp(name, AccountSet.Spread, FewCallers, events: 1),
        "http100.hot" => OverHttp(name, AccountSet.Hot, connections: 32, events: 100),
        "http100.spread" => OverHttp(name, AccountSet.Spread, connections: 32, events: 100),
        "journal.hot@10k/s" => OpenLoop("journal.hot", AccountSet.Hot, 10_000),
        "journal.spread@10k/s" => OpenLoop("journal.spread", AccountSet.Spread, 10_000),
        "journal.hot@40k/s" => OpenLoop("journal.hot", AccountSet.Hot, 40_000),
        "journal.spread@40k/s" => OpenLoop("journal.spread", AccountSet.Spread, 40_000),
        _ => throw new FormatException($"There is no row '{name}'. There are: {string.Join(' ', RowNames.Default.Concat(RowNames.OnRequest))}"),
    };

    private NaiveRow Naive(bool isHot) => new(new Pgbench(house.BinDirectory, house.ConnectionString, house.Folder), _naiveTables, house.Folder, isHot, _body);

    private JournalRow InProcess(string name, AccountSet accounts, int callers, int commands) =>
        new(name, house.Journal, accounts, callers, commands, clock);

    private OpenLoopRow OpenLoop(string family, AccountSet accounts, int perSecond) => new(house.Journal, accounts, perSecond, family, clock);

    private HttpRow OverHttp(string name, AccountSet accounts, int connections, int events) =>
        new(name, house.Server, new(house.Database, "public"), accounts, connections, events, clock);
}
