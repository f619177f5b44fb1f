using Farebox.Http.Keys;
using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Configuration;
using Npgsql;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>A server of its own, so that nobody else changes what must not change.</summary>
public sealed class BadInputFixture : IAsyncLifetime
{
    /// <summary>Keys whose ids are known beforehand, which those made over the API are not.</summary>
    public const string KeyToRotate = "key-to-rotate";
    public const string KeyToRevoke = "key-to-revoke";

    public TestServer Server { get; private set; } = null!;

    internal BadInputRunner Runner { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(isSandbox: true);
        await Shop.ConfigureAsync(Server.Api);
        await Shop.OpenAsync(Server.Api, BadInputRunner.Account, "1000");
        await Server.Api.PostAsync("/v1/assets", """{"code":"points"}""");
        await Server.Api.PostAsync("/v1/cards", """
            {"kind":"exchange","id":"points","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"points","rows":[{"meter":"credit","class":"amount","unit_price":"2"}]}
            """);
        await using var dataSource = NpgsqlDataSource.Create(Server.Database.AppConnectionString);
        foreach (var id in (string[])[KeyToRotate, KeyToRevoke])
            await new KeyStore(dataSource).AddAsync(1, id, ApiKey.Hash(ApiKey.Create(isSandbox: true)), CancellationToken.None);
        Runner = new(Server);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
