using System.Net.Http.Headers;
using Farebox.Http;
using Farebox.Postgres.Embedded;
using Farebox.Postgres.Migrations;

namespace Farebox.Demo;

/// <summary>A whole server of the demo's own: a private PostgreSQL in the demo's folder, and HTTP on a free port of the loopback.</summary>
/// <remarks>It never uses a database that somebody named, because it makes a sandbox tenant and a company that does not exist.</remarks>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly EmbeddedPostgres _postgres;
    private readonly FareboxHost _host;

    private DemoServer(EmbeddedPostgres postgres, FareboxHost host) => (_postgres, _host) = (postgres, host);

    public Uri Address => _host.Address;

    public string OwnerConnectionString => _postgres.OwnerConnectionString;

    public static async Task<DemoServer> StartAsync(DemoFolder folder, Action<string> log, CancellationToken cancellationToken)
    {
        var postgres = await EmbeddedPostgres.StartAsync(new() { DataFolder = folder.Path, Log = log }, cancellationToken);
        try
        {
            await Migrator.MigrateAsync(postgres.OwnerConnectionString, cancellationToken);
            return new(postgres, await StartHostAsync(folder, postgres, cancellationToken));
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client with the demo's key; its owner disposes of it.</summary>
    public HttpClient CreateClient(DemoFolder folder)
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", folder.ReadOrCreateKey());
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private static async Task<FareboxHost> StartHostAsync(DemoFolder folder, EmbeddedPostgres postgres, CancellationToken cancellationToken)
    {
        var options = new FareboxHostOptions
        {
            ConnectionString = postgres.AppConnectionString,
            Urls = "http://127.0.0.1:0",
            AdminKey = folder.ReadOrCreateKey(),
            IsSandbox = true,
        };
        var host = await FareboxHost.BuildAsync(options, cancellationToken);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }
}
