using Farebox.Http.Configuration;
using Farebox.Http.Edge;
using Farebox.Http.Keys;
using Farebox.Postgres.Configuration;
using Npgsql;

namespace Farebox.Http;

/// <summary>The server: everything between a socket and the database, put together by hand in one place.</summary>
public sealed class FareboxHost : IAsyncDisposable
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(30);

    private readonly WebApplication _application;
    private readonly NpgsqlDataSource _dataSource;

    private FareboxHost(WebApplication application, NpgsqlDataSource dataSource, string? firstKey) =>
        (_application, _dataSource, FirstKey) = (application, dataSource, firstKey);

    /// <summary>The key made at this start, because there was none. It is nowhere else: show it once.</summary>
    public string? FirstKey { get; }

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
            return new(Build(options, dataSource, keys), dataSource, firstKey);
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

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _dataSource.DisposeAsync();
    }

    private static WebApplication Build(FareboxHostOptions options, NpgsqlDataSource dataSource, KeyStore keys)
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

        var application = builder.Build();
        var edge = new HttpEdge(
            new RouteTable(RoutesOf(dataSource)),
            new KeyCache(keys, TimeProvider.System),
            application.Services.GetRequiredService<ILogger<HttpEdge>>());
        application.Run(edge.HandleAsync);
        return application;
    }

    private static IEnumerable<ApiRoute> RoutesOf(NpgsqlDataSource dataSource)
    {
        var store = new ConfigStore(dataSource);
        var catalogs = new CatalogCache(store);
        return
        [
            .. new HealthRoutes(dataSource).Routes,
            .. new ConfigurationRoutes(store, catalogs).Routes,
            .. new SandboxClockRoutes(new ClockStore(dataSource)).Routes,
        ];
    }
}
