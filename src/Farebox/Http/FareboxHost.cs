using Farebox.Http.Edge;
using Farebox.Http.Keys;
using Farebox.Postgres.Configuration;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Http;

/// <summary>The server: everything between a socket and the database, put together by hand in one place.</summary>
public sealed class FareboxHost : IAsyncDisposable
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(30);

    private readonly WebApplication _application;
    private readonly NpgsqlDataSource _dataSource;
    private readonly Journal _journal;

    private FareboxHost(WebApplication application, NpgsqlDataSource dataSource, Journal journal, RouteTable routes, string? firstKey) =>
        (_application, _dataSource, _journal, Routes, FirstKey) = (application, dataSource, journal, routes, firstKey);

    /// <summary>The key made at this start, because there was none. It is nowhere else: show it once.</summary>
    public string? FirstKey { get; }

    /// <summary>What it answers; tests compare it with what is documented, and with what is tested.</summary>
    internal RouteTable Routes { get; }

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
            var journal = StartJournal(options, dataSource, tenant, application.Services.GetRequiredService<ILogger<Journal>>());
            var routes = new RouteTable(FareboxRoutes.All(dataSource, journal, options.Patience));
            var edge = new HttpEdge(
                routes,
                new KeyCache(keys, TimeProvider.System),
                application.Services.GetRequiredService<ILogger<HttpEdge>>());
            application.Run(edge.HandleAsync);
            return new(application, dataSource, journal, routes, firstKey);
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
        await _journal.DisposeAsync();
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

    private static Journal StartJournal(FareboxHostOptions options, NpgsqlDataSource dataSource, Tenant tenant, ILogger logger)
    {
        var store = new ConfigStore(dataSource);
        return Journal.Start(options.Tune(new()
        {
            ConnectionString = options.ConnectionString,
            TenantId = tenant.Id,
            LoadCatalog = (known, cancellationToken) => store.LoadAsync(tenant.Id, known, cancellationToken),
            OnFault = (what, failure) => JournalLog.Fault(logger, what, failure),
        }));
    }
}
