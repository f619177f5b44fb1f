using Farebox.Http.Edge;
using Farebox.Http.Keys;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Farebox.Postgres.Tenants;
using Npgsql;

namespace Farebox.Http;

/// <summary>The server: everything between a socket and the database, put together by hand in one place.</summary>
public sealed class FareboxHost : IAsyncDisposable
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DueInterval = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;
    private readonly NpgsqlDataSource _dataSource;
    private readonly TenantJournals _journals;
    private readonly DueTenants _due;

    private FareboxHost(WebApplication application, NpgsqlDataSource dataSource, TenantJournals journals, DueTenants due, string? firstKey) =>
        (_application, _dataSource, _journals, _due, FirstKey) = (application, dataSource, journals, due, firstKey);

    /// <summary>The key made at this start, because there was none. It is nowhere else: show it once.</summary>
    public string? FirstKey { get; }

    /// <summary>Every route it serves, for the tests that go through all of them.</summary>
    internal RouteTable Routes { get; private init; } = new([]);

    /// <summary>The address it listens on, once started.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <exception cref="ArgumentException">The operator's key is too easy to guess.</exception>
    public static async Task<FareboxHost> BuildAsync(FareboxHostOptions options, CancellationToken cancellationToken)
    {
        if (options.AdminKey is { } chosen) AdminKey.Check(chosen);

        var dataSource = NpgsqlDataSource.Create(options.ConnectionString);
        try
        {
            var keys = new KeyStore(dataSource);
            var tenant = await new TenantStore(dataSource).EnsureDefaultAsync(options.IsSandbox, cancellationToken);
            var firstKey = await FirstKeys.EnsureAsync(keys, tenant, options.AdminKey, cancellationToken);
            var application = Listen(options);
            var logger = application.Services.GetRequiredService<ILogger<Journal>>();
            var journals = new TenantJournals(id => OptionsOf(id, tenant, options, dataSource, logger), options.Journals, TimeProvider.System);
            var due = new DueTenants(dataSource, journals, DueInterval, (what, failure) => JournalLog.Fault(logger, what, failure));
            var routes = new RouteTable(options.TuneRoutes(FareboxRoutes.All(dataSource, journals.TrySubmit, options.Patience)));
            var edge = new HttpEdge(
                routes,
                new KeyCache(new KeyLookUp(dataSource), TimeProvider.System),
                application.Services.GetRequiredService<ILogger<HttpEdge>>());
            application.Run(edge.HandleAsync);
            journals.Start();
            due.Start();
            return new(application, dataSource, journals, due, firstKey) { Routes = routes };
        }
        catch
        {
            await dataSource.DisposeAsync();
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    /// <summary>Waits until the process is asked to end, then answers what is under way.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _application.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops listening first, then commits what was taken in, then lets go of the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        await _due.DisposeAsync();
        await _journals.DisposeAsync();
        await _dataSource.DisposeAsync();
    }

    private static WebApplication Listen(FareboxHostOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;

            // Each route counts its own body while it reads; one number for all would be too small or too large.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        return builder.Build();
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
        return tenantId == first.Id ? journal : journal with { Writers = 1 };
    }
}
