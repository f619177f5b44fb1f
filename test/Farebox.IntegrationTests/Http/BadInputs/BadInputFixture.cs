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

    /// <summary>An account that is buying credit.</summary>
    public const string Buyer = "buyer";

    /// <summary>Another one.</summary>
    public const string Debtor = "debtor";

    /// <summary>A webhook that is there.</summary>
    public const string Webhook = "hook";

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
        Assert.Equal(201, (await Server.Api.PostAsync("/v1/webhooks", $$"""{"id":"{{Webhook}}","url":"https://hooks.example.com/farebox"}""")).Status);
        foreach (var account in (string[])[Buyer, Debtor])
        {
            await Shop.OpenAsync(Server.Api, account, "1");
            Assert.Equal(201, (await Server.Api.PostAsync($"/v1/accounts/{account}/top-up-rules", """{"asset":"credit","threshold":"1","amount":"1","price":{"asset":"USD","amount":"1","per":"1"}}""", "rule")).Status);
        }

        // What falls due by itself comes before anybody looks at what a bad input has changed.
        await Webhooks.WebhookScene.UntilAsync(async () => await Sql.ReadAsync<bool>(
            Server.Database.OwnerConnectionString,
            "SELECT (SELECT count(*) FROM top_up WHERE next_at > clock_timestamp() + interval '1 hour') = 2 AND NOT EXISTS (SELECT FROM outbox WHERE position IS NULL)"));
        Runner = new(Server);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
