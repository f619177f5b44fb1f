using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Farebox.Charging;
using Farebox.IntegrationTests.Support;
using Farebox.Ledger;
using Farebox.Metering;
using Farebox.Money;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Rating;
using Npgsql;

namespace Farebox.IntegrationTests.Journal;

/// <summary>A journal on a database of its own, with a meter <c>llm</c> that costs one credit per thousand tokens; no HTTP in between.</summary>
public sealed class JournalHarness : IAsyncDisposable
{
    public static readonly Asset Credit = new("credit", 6, AssetKind.Unit);

    private readonly List<Farebox.Postgres.Journal.Journal> _journals = [];
    private readonly NpgsqlDataSource _dataSource;
    private readonly IAsyncDisposable? _database;

    private JournalHarness(string app, string owner, int tenantId, IAsyncDisposable? database)
    {
        _database = database;
        _dataSource = NpgsqlDataSource.Create(app);
        (AppConnectionString, OwnerConnectionString, TenantId) = (app, owner, tenantId);
    }

    public int TenantId { get; }

    public string AppConnectionString { get; }

    public string OwnerConnectionString { get; }

    public List<string> Faults { get; } = [];

    public static async Task<JournalHarness> CreateAsync()
    {
        var database = await PostgresFixture.CreateDatabaseAsync();
        return await OnAsync(database.AppConnectionString, database.OwnerConnectionString, database);
    }

    /// <summary>On a migrated database of the caller's; <paramref name="database"/> is disposed of with the harness.</summary>
    public static async Task<JournalHarness> OnAsync(string app, string owner, IAsyncDisposable? database = null)
    {
        await using var dataSource = NpgsqlDataSource.Create(app);
        var tenant = await new TenantStore(dataSource).EnsureDefaultAsync(isSandbox: true, CancellationToken.None);
        var harness = new JournalHarness(app, owner, tenant.Id, database);
        var store = new ConfigStore(dataSource);
        await store.AddAsync(tenant.Id, new AssetItem(Credit), Catalog.Empty, CancellationToken.None);
        foreach (var (id, policy) in new[] { ("llm", ShortfallPolicy.Debt), ("strict", ShortfallPolicy.Reject) })
        {
            var meter = new Meter(id, $"{id}.used", Aggregation.Sum, [new("tokens", "tokens")], ["model"], onShortfall: policy);
            await store.AddAsync(tenant.Id, new MeterItem(meter), Catalog.Empty, CancellationToken.None);
        }

        var rows = ImmutableArray.Create("llm", "strict").Select(meter =>
            new CardRowTerms(meter, "tokens", DimensionMatch.Everything, 1m, 1000));
        await store.AddAsync(tenant.Id, new CardItem(new()
        {
            Kind = Rating.CardKind.Rate, CardId = "default", Version = 1, EffectiveFrom = DateTimeOffset.UnixEpoch, AssetCode = "credit", Rows = [.. rows],
        }), Catalog.Empty, CancellationToken.None);
        return harness;
    }

    public Farebox.Postgres.Journal.Journal Start(Func<JournalOptions, JournalOptions>? change = null)
    {
        var store = new ConfigStore(_dataSource);
        var options = new JournalOptions
        {
            ConnectionString = AppConnectionString, TenantId = TenantId, Writers = 2,
            LoadCatalog = (known, cancellationToken) => store.LoadAsync(TenantId, known, cancellationToken),
            OnFault = (what, failure) => { lock (Faults) Faults.Add($"{what}: {failure}"); },
        };
        var journal = Farebox.Postgres.Journal.Journal.Start(change?.Invoke(options) ?? options);
        _journals.Add(journal);
        return journal;
    }

    /// <summary>A further rate card in credits; its rows are for tokens.</summary>
    public async Task AddCardAsync(string id, params IEnumerable<CardRowTerms> rows)
    {
        var store = new ConfigStore(_dataSource);
        var card = new CardItem(new()
        {
            Kind = Rating.CardKind.Rate, CardId = id, Version = 1, EffectiveFrom = DateTimeOffset.UnixEpoch, AssetCode = "credit", Rows = [.. rows],
        });
        Assert.IsType<ConfigOutcome.Created>(await store.AddAsync(TenantId, card, await store.LoadAsync(TenantId, Catalog.Empty, CancellationToken.None), CancellationToken.None));
    }

    public OpenAccount Open(string account, string rateCard = "default") => new(TenantId, account, rateCard, "default");

    public IssueGrant Grant(string account, string id, decimal credits, DateTimeOffset? expiresAt = null, GrantSource source = GrantSource.Purchased) =>
        new(TenantId, account, new()
        {
            Id = id, Asset = Credit, Units = Units(credits), Source = source, EffectiveAt = DateTimeOffset.UnixEpoch, ExpiresAt = expiresAt,
        }, effectiveNow: true);

    public AuthoriseHold Hold(string account, string id, decimal credits) =>
        AuthoriseHold.OfAmount(HoldName.ById(TenantId, account, id), Credit, Units(credits), null, null, null, TimeSpan.FromHours(1));

    public RecordUsage Use(string account, string id, int tokens, string? hold = null, bool final = false, string type = "llm.used")
    {
        var named = hold is null ? "" : $",\"hold\":\"{hold}\",\"final\":{(final ? "true" : "false")}";
        var json = $$$"""
            {"specversion":"1.0","id":"{{{id}}}","source":"/tests","type":"{{{type}}}","subject":"{{{account}}}"{{{named}}},"data":{"model":"small","tokens":{{{tokens}}}}}
            """;
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, CloudEventReader.ReaderOptions);
        reader.Read();
        var parsed = CloudEventReader.Read(ref reader, bytes);
        return new(TenantId, account, parsed.Event ?? throw new InvalidOperationException($"{parsed.Code}: {parsed.Detail}"));
    }

    public static long Units(decimal credits) => Amount.Round(Credit, credits, Amount.DefaultRounding).Units;

    public static async Task<T> DoneAsync<T>(Farebox.Postgres.Journal.Journal journal, T command)
        where T : Command
    {
        await journal.ExecuteAsync(command, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _journals) await journal.DisposeAsync();
        await _dataSource.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
