using Farebox.Http;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Webhooks;

/// <summary>A server with a shop, and an endpoint on this machine that it may send to.</summary>
internal sealed class WebhookScene : IAsyncDisposable
{
    private int _last;

    private WebhookScene(TestServer server, WebhookReceiver receiver) => (Server, Receiver) = (server, receiver);

    public TestServer Server { get; }

    public WebhookReceiver Receiver { get; }

    public ApiClient Api => Server.Api;

    public string Database => Server.Database.OwnerConnectionString;

    public static async Task<WebhookScene> StartAsync(Func<FareboxHostOptions, FareboxHostOptions>? change = null)
    {
        var server = await TestServer.StartAsync(options =>
        {
            var quick = options with
            {
                IsSandbox = true, WebhookHosts = "127.0.0.1", NoticeInterval = TimeSpan.FromMilliseconds(20),
                Webhooks = new() { Interval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromSeconds(2), Lease = TimeSpan.FromSeconds(4) },
            };
            return change?.Invoke(quick) ?? quick;
        });
        await Shop.ConfigureAsync(server.Api);
        return new(server, await WebhookReceiver.StartAsync());
    }

    /// <summary>Makes an endpoint for everything.</summary>
    /// <returns>Its secret.</returns>
    public async Task<string> HookAsync(string id = "hook", string types = "")
    {
        var made = await Api.PostAsync("/v1/webhooks", $$"""{"id":"{{id}}","url":"{{Receiver.Address}}in"{{(types.Length > 0 ? $",\"types\":[{types}]" : "")}}}""");
        Assert.True(made.Status == 201, made.Text);
        return made["secret"];
    }

    /// <summary>Makes something happen in an account of its own that is told of once.</summary>
    public async Task<string> HappenAsync()
    {
        var account = $"account-{Interlocked.Increment(ref _last)}";
        await Shop.OpenAsync(Api, account, "10");
        var set = await Api.PostAsync($"/v1/accounts/{account}/alert-rules", """{"id":"low","kind":"low_balance","asset":"credit","below":"20"}""", $"low {account}".Replace(' ', '-'));
        Assert.True(set.Status == 201, set.Text);
        return account;
    }

    /// <summary>Lets every delivery that waits for its next try be due now.</summary>
    public Task HurryAsync() => Sql.RunAsync(Database, "UPDATE webhook_delivery SET next_at = clock_timestamp() WHERE state = 'pending'");

    public Task<string?> StatesAsync() => Sql.ReadAsync<string>(Database, "SELECT string_agg(state || ' ' || attempts, ', ' ORDER BY position) FROM webhook_delivery");

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 500; i++)
        {
            if (await isSo()) return;
            await Task.Delay(20, CancellationToken.None);
        }

        Assert.Fail("It did not come to be so within ten seconds.");
    }

    public Task UntilReceivedAsync(int count) => UntilAsync(() => Task.FromResult(Receiver.Received.Count >= count));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
