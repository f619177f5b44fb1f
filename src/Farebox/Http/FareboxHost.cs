using Farebox.Http.Edge;
using Farebox.Http.Keys;
using Farebox.Http.Telemetry;
using Farebox.Payments;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Notices;
using Farebox.Postgres.Retention;
using Farebox.Postgres.Tenants;
using Farebox.Webhooks;
using Npgsql;

namespace Farebox.Http;

/// <summary>The server: everything between a socket and the database, put together by hand in one place.</summary>
public sealed class FareboxHost : IAsyncDisposable
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(30);
    /// <summary>What requests may use at once, where the connection string does not say. PostgreSQL gives a hundred to everybody together.</summary>
    private const int RequestConnectionsMax = 24;

    /// <summary>Books that the one writer of a further tenant keeps in memory.</summary>
    private const int FurtherBooksMax = 12_000;

    private static readonly TimeSpan DueInterval = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;
    private readonly NpgsqlDataSource _dataSource;
    private readonly TenantJournals _journals;
    private readonly DueTenants _due;
    private readonly Stopping _stopping;
    private RetentionWorker? _retention;
    private NoticeWorker? _notices;
    private WebhookWorker? _webhooks;
    private TopUpWorker? _topUps;
    private TelemetryExport? _telemetry;

    private FareboxHost(WebApplication application, NpgsqlDataSource dataSource, TenantJournals journals, DueTenants due, Stopping stopping) =>
        (_application, _dataSource, _journals, _due, _stopping) = (application, dataSource, journals, due, stopping);

    /// <summary>The key made at this start, because there was none. It is nowhere else: show it once.</summary>
    public string? FirstKey { get; private init; }

    /// <summary>What it answers; tests compare it with what is documented, and with what is tested.</summary>
    internal RouteTable Routes { get; private init; } = new([]);

    /// <summary>The address it listens on, once started.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <exception cref="ArgumentException">The operator's key is too easy to guess.</exception>
    public static async Task<FareboxHost> BuildAsync(FareboxHostOptions options, CancellationToken cancellationToken)
    {
        if (options.AdminKey is { } chosen) AdminKey.Check(chosen);

        var dataSource = NpgsqlDataSource.Create(Bounded(options.ConnectionString));
        try
        {
            var keys = new KeyStore(dataSource);
            var tenant = await new TenantStore(dataSource).EnsureDefaultAsync(options.IsSandbox, cancellationToken);
            var firstKey = await FirstKeys.EnsureAsync(keys, tenant, options.AdminKey, cancellationToken);
            var application = Listen(options);
            var logger = application.Services.GetRequiredService<ILogger<Journal>>();
            var journals = new TenantJournals(id => OptionsOf(id, tenant, options, dataSource, logger), options.Journals, TimeProvider.System);
            var due = new DueTenants(dataSource, journals, DueInterval, (what, failure) => JournalLog.Fault(logger, what, failure));
            var stopping = new Stopping(options.StopDelay);
            var health = new HealthRoutes(new Readiness(dataSource), new(options.DataFolder, options.DiskFreeMin), () => journals.IsAlive, () => stopping.HasBegun);
            var policy = new WebhookPolicy(options.WebhookHosts);
            var routes = new RouteTable(options.TuneRoutes(FareboxRoutes.All(dataSource, journals.TrySubmit, options.Patience, health, policy)));
            var edge = new HttpEdge(
                routes,
                new KeyCache(new KeyLookUp(dataSource), TimeProvider.System),
                application.Services.GetRequiredService<ILogger<HttpEdge>>());
            application.Run(edge.HandleAsync);
            journals.Start();
            due.Start();
            var host = new FareboxHost(application, dataSource, journals, due, stopping) { FirstKey = firstKey, Routes = routes };
            host._telemetry = TelemetryExport.Start(options.OtlpEndpoint);
            host._retention = host.Retain(options.EventBodyMonths);
            host._webhooks = new(new(dataSource), new(policy, options.Webhooks.Timeout), options.Webhooks, (what, failure) => JournalLog.Fault(logger, what, failure));
            host._topUps = new(new(dataSource), options.Payments, options.TopUps with
            {
                TrySubmit = journals.TrySubmit, LoadCatalog = (id, stop) => new ConfigStore(dataSource).LoadAsync(id, Charging.Catalog.Empty, stop),
                OnFault = (what, failure) => JournalLog.Fault(logger, what, failure),
            });
            host._notices = new(new(dataSource), options.NoticeInterval, options.NoticeDays, (what, failure) => JournalLog.Fault(logger, what, failure));
            return host;
        }
        catch
        {
            await dataSource.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the server writes its log, for sentences about it that come from outside.</summary>
    public ILogger Log => _application.Services.GetRequiredService<ILogger<FareboxHost>>();

    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    private RetentionWorker? Retain(int? months) =>
        months is { } keep ? new(_dataSource, keep, sentence => ServerLog.Retention(Log, sentence), (what, failure) => JournalLog.Fault(Log, what, failure)) : null;

    /// <summary>Waits until the process is asked to end, calls itself not ready, stops listening, and answers what is under way.</summary>
    public async Task WaitForShutdownAsync(CancellationToken cancellationToken)
    {
        await _stopping.WaitAsync(cancellationToken);
        ServerLog.Stopping(Log);
        await _application.StopAsync(CancellationToken.None);
    }

    /// <summary>Stops listening first, then commits what was taken in, then lets go of the database.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping.Begin();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        if (_retention is not null) await _retention.DisposeAsync();
        if (_notices is not null) await _notices.DisposeAsync();
        if (_webhooks is not null) await _webhooks.DisposeAsync();
        if (_topUps is not null) await _topUps.DisposeAsync();
        await _due.DisposeAsync();
        await _journals.DisposeAsync();
        await _dataSource.DisposeAsync();
        _telemetry?.Dispose();
    }

    private static WebApplication Listen(FareboxHostOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseSockets(sockets =>
        {
            // A request is read, handed over and answered on the pool thread that heard of its bytes: handlers wait for everything without
            // blocking, and passing each step on to another thread costs more than the step.
            sockets.UnsafePreferInlineScheduling = true;
        }).UseUrls(options.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;

            // Each route counts its own body while it reads; one number for all would be too small or too large.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopGrace);
        ServerLog.Configure(builder.Logging, options);
        return builder.Build();
    }

    /// <summary>Requests wait for each other's connections rather than ask for more than the database gives; writers have their own.</summary>
    private static string Bounded(string connectionString)
    {
        var bounded = new NpgsqlConnectionStringBuilder(connectionString);
        if (!bounded.ShouldSerialize("Maximum Pool Size")) bounded.MaxPoolSize = RequestConnectionsMax;
        return bounded.ConnectionString;
    }

    /// <summary>A tenant's journal is held to the tenant: its sessions see no other one's books. Further tenants get one writer each, because writers cost threads.</summary>
    private static JournalOptions OptionsOf(int tenantId, Tenant first, FareboxHostOptions options, NpgsqlDataSource dataSource, ILogger logger)
    {
        var store = new ConfigStore(dataSource);
        var journal = options.Tune(new()
        {
            ConnectionString = TenantSession.Walled(options.ConnectionString, tenantId),
            TenantId = tenantId,
            LoadCatalog = (known, cancellationToken) => store.LoadAsync(tenantId, known, cancellationToken),
            OnFault = (what, failure) => JournalLog.Fault(logger, what, failure),
        });
        return tenantId == first.Id ? journal : journal with { Writers = 1, BooksMax = Math.Min(journal.BooksMax, FurtherBooksMax) };
    }
}
