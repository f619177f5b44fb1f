using Farebox.Charging;
using Farebox.IntegrationTests.Journal;
using Farebox.IntegrationTests.Support;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Rating;
using Farebox.Time;
using Npgsql;

namespace Farebox.IntegrationTests.Verification;

/// <summary>A database on which random traffic has run for some simulated days, in sandbox time, and on which nothing runs any more.</summary>
public sealed class LedgerRun : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);
    private static int s_lastCopy;

    private readonly JournalHarness _harness;

    private LedgerRun(JournalHarness harness) => _harness = harness;

    public string OwnerConnectionString => _harness.OwnerConnectionString;

    public string AppConnectionString => _harness.AppConnectionString;

    /// <param name="movesCredit">Whether grants are moved, removed, paid for and granted again too.</param>
    internal static async Task<LedgerRun> CreateAsync(int seed, int stretches, int commands, Func<JournalOptions, JournalOptions> change, bool movesCredit = false)
    {
        var run = new LedgerRun(await JournalHarness.CreateAsync());
        await using var dataSource = NpgsqlDataSource.Create(run.AppConnectionString);
        await run.ConfigureAsync(dataSource);
        var clock = new ClockStore(dataSource);
        var traffic = new RandomTraffic(run._harness.TenantId, seed, movesCredit);
        var hours = new Random(seed);
        var now = Start;
        Assert.NotNull(await clock.FreezeAsync(run._harness.TenantId, now, Actor.CommandLine, CancellationToken.None));
        await using var journal = run.StartJournal(dataSource, change);
        await SendAsync(journal, traffic.Opening(now));
        for (var i = 0; i < stretches; i++)
        {
            await SendAsync(journal, traffic.Stretch(now, commands));
            now = now.AddMinutes(hours.Next(1, 60 * 24));
            Assert.NotNull(await clock.FreezeAsync(run._harness.TenantId, now, Actor.CommandLine, CancellationToken.None));
        }

        await SendAsync(journal, traffic.Closing(now));
        Assert.Empty(run._harness.Faults);
        return run;
    }

    /// <summary>Saves every projection as of the last entry.</summary>
    public async Task SaveProjectionsAsync()
    {
        await using var dataSource = NpgsqlDataSource.Create(AppConnectionString);
        await using var journal = StartJournal(dataSource, static options => options);
        await SendAsync(journal, [.. RandomTraffic.Accounts.Select(account => new Touch(_harness.TenantId, account, saveProjections: true))]);
    }

    /// <summary>The same database once more, for somebody to damage.</summary>
    internal async Task<TestDatabase> CopyAsync()
    {
        var server = await PostgresFixture.ServerAsync();
        var (source, name) = (new NpgsqlConnectionStringBuilder(OwnerConnectionString).Database, $"copy_{Interlocked.Increment(ref s_lastCopy)}");
        await Sql.RunAsync(server.SuperuserConnectionString, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{source}'");
        await Sql.RunAsync(server.SuperuserConnectionString, $"CREATE DATABASE {name} TEMPLATE {source} OWNER farebox_owner");
        return new(name, server.SuperuserConnectionString, server.OwnerConnectionString, server.AppConnectionString);
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private Postgres.Journal.Journal StartJournal(NpgsqlDataSource dataSource, Func<JournalOptions, JournalOptions> change)
    {
        var store = new ConfigStore(dataSource);
        return Postgres.Journal.Journal.Start(change(new()
        {
            ConnectionString = AppConnectionString, TenantId = _harness.TenantId, CheckpointAge = TimeSpan.FromHours(1),
            LoadCatalog = (known, cancellationToken) => store.LoadAsync(_harness.TenantId, known, cancellationToken),
            OnFault = (what, failure) => { lock (_harness.Faults) _harness.Faults.Add($"{what}: {failure}"); },
        }));
    }

    private static async Task SendAsync(Postgres.Journal.Journal journal, List<Command> commands)
    {
        // Per book, because the order of commands in one submission is kept per book alone.
        var submission = new Submission(commands);
        Assert.True(journal.TrySubmit(submission));
        await submission.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(commands, command => command.Outcome is Failed or Unknown);
    }

    /// <summary>Beside what the harness has: dollars, an event that two meters price, one that is also counted, and what all of it costs.</summary>
    private async Task ConfigureAsync(NpgsqlDataSource dataSource)
    {
        var store = new ConfigStore(dataSource);
        var duo = new[] { "duo-a", "duo-b" }.Select(id => new Meter(id, "duo.used", Aggregation.Sum, [new("tokens", "tokens")], ["model"]));
        var calls = new Meter("calls", "llm.used", Aggregation.Count, [], isPriced: false);
        await AddAsync(store, new AssetItem(new("USD", 9, AssetKind.Currency)));
        foreach (var meter in duo.Append(calls)) await AddAsync(store, new MeterItem(meter));
        await AddAsync(store, Card(Rating.CardKind.Rate, "credit", 2, DateTimeOffset.UnixEpoch.AddDays(2), 1m, ["llm", "strict", "duo-a", "duo-b"], static row => row));
        await AddAsync(store, Card(Rating.CardKind.Rate, "credit", 3, Start.AddDays(2), 1m, ["llm", "strict", "duo-a", "duo-b"], Counted));
        await AddAsync(store, Card(Rating.CardKind.Cost, "USD", 1, DateTimeOffset.UnixEpoch.AddDays(1), 0.3m, ["llm", "duo-b"], static row => row));
        await AddAsync(store, Card(Rating.CardKind.Cost, "USD", 2, Start.AddDays(2), 0.3m, ["llm", "duo-b"], Costed));
    }

    /// <summary>One meter of two pays by tiers that start anew every day, and what only one of three pays is rounded over the month.</summary>
    private static CardRowTerms Counted(CardRowTerms row) => row.Meter switch
    {
        "duo-b" => row with { Charge = new GraduatedCharge(new TierTable([new(5_000m, 0.001m), new(20_000m, 0.0007m), new(null, 0.00033333m)])), Resets = CounterReset.Day },
        "strict" => row with { UnitPrice = 0.00033333m, Per = 1, DebitRounding = DebitRounding.Cumulative },
        _ => row,
    };

    private static CardRowTerms Costed(CardRowTerms row) =>
        row.Meter == "llm" ? row with { Charge = new PackageCharge(0.3m, 1_000m), Resets = CounterReset.Year } : row;

    private async Task AddAsync(ConfigStore store, ConfigItem item)
    {
        var known = await store.LoadAsync(_harness.TenantId, Catalog.Empty, CancellationToken.None);
        Assert.IsType<ConfigOutcome.Created>(await store.AddAsync(_harness.TenantId, item, known, CancellationToken.None));
    }

    private static CardItem Card(Rating.CardKind kind, string asset, int version, DateTimeOffset from, decimal price, string[] meters, Func<CardRowTerms, CardRowTerms> change) => new(new()
    {
        Kind = kind, CardId = "default", Version = version, EffectiveFrom = from, AssetCode = asset,
        Rows = [.. meters.Select(meter => new CardRowTerms(meter, "tokens", DimensionMatch.Everything, price, 1000)).Select(change)],
    });
}
