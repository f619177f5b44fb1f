using Farebox.Http;
using Farebox.Postgres.Journal;

namespace Farebox.IntegrationTests.Support;

/// <summary>A real server on a loopback port, over a database of its own.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string Key = "operator-key-of-the-tests-7f3a";

    private TestServer(TestDatabase database, FareboxHost host)
    {
        (Database, Host) = (database, host);
        Api = new ApiClient(host.Address, Key);
    }

    public TestDatabase Database { get; }

    public FareboxHost Host { get; }

    /// <summary>Calls it with a valid key.</summary>
    public ApiClient Api { get; }

    public static Task<TestServer> StartAsync(bool isSandbox = false, string? adminKey = Key, Func<JournalOptions, JournalOptions>? tune = null) =>
        StartAsync(options => options with { IsSandbox = isSandbox, AdminKey = adminKey, Tune = tune ?? options.Tune });

    public static async Task<TestServer> StartAsync(Func<FareboxHostOptions, FareboxHostOptions> change)
    {
        var database = await PostgresFixture.CreateDatabaseAsync();
        var options = new FareboxHostOptions { ConnectionString = database.AppConnectionString, Urls = "http://127.0.0.1:0", AdminKey = Key };
        var host = await FareboxHost.BuildAsync(change(options), CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        return new(database, host);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
