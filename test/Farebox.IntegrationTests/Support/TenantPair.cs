using System.Text.Json;

namespace Farebox.IntegrationTests.Support;

/// <summary>Two tenants on one server with the same ids in them, each with a shop, an account and some use. Names that only A has are canaries.</summary>
internal sealed class TenantPair : IDisposable
{
    public const string Account = "acme";
    public const string Canary = "canary-of-a";

    /// <summary>What keys are called that a test makes.</summary>
    public const string KeyName = "of a test";

    private TenantPair(TestServer server, string keyOfA, string keyOfB)
    {
        (Server, KeyOfA, KeyOfB) = (server, keyOfA, keyOfB);
        (A, B) = (new(server.Host.Address, keyOfA), new(server.Host.Address, keyOfB));
    }

    public TestServer Server { get; }

    /// <summary>Keys with every scope of a tenant.</summary>
    public string KeyOfA { get; }

    public string KeyOfB { get; }

    public ApiClient A { get; }

    public ApiClient B { get; }

    public static async Task<TenantPair> CreateAsync(TestServer server)
    {
        var pair = new TenantPair(server, await TenantAsync(server, "tenant-a"), await TenantAsync(server, "tenant-b"));
        await Shop.ConfigureAsync(pair.A);
        await Shop.ConfigureAsync(pair.B);
        await ConfigureCanariesAsync(pair.A);
        await Shop.OpenAsync(pair.A, Account, "1000");
        await Shop.OpenAsync(pair.A, Canary, "1000");
        foreach (var id in (string[])[Account, Canary]) await MakeAsync(pair.A, "/v1/webhooks", $$"""{"id":"{{id}}","url":"https://hooks.example.com/{{id}}"}""");
        foreach (var account in (string[])[Account, Canary])
        {
            await MakeAsync(pair.A, $"/v1/accounts/{account}/alert-rules", $$"""{"id":"{{Canary}}","kind":"low_balance","asset":"credit","below":"2000"}""");
            await pair.A.PostAsync($"/v1/accounts/{account}/members", $$"""{"id":"{{Canary}}"}""");
            await pair.A.PostAsync("/v1/events", Shop.Event(account, "e1", 1000, model: Canary));
            await pair.A.PostAsync($"/v1/accounts/{account}/holds", """{"id":"h1","asset":"credit","amount":"5"}""");
        }

        await MakeAsync(pair.A, "/v1/alert-rules", $$"""{"id":"{{Account}}","kind":"debt","asset":"credit"}""");
        return pair;
    }

    /// <summary>A key of tenant A or B with some scopes, made over the API.</summary>
    public static async Task<(string Id, string Secret)> MakeKeyAsync(ApiClient admin, params string[] scopes)
    {
        var made = await admin.PostAsync("/v1/keys", JsonSerializer.Serialize(new { name = KeyName, scopes }));
        Assert.Equal(201, made.Status);
        return (made["id"], made["secret"]);
    }

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }

    // So that no list of what is configured is without one.
    private static async Task ConfigureCanariesAsync(ApiClient api)
    {
        foreach (var (path, body) in ((string, string)[])
        [
            ("/v1/assets", $$"""{"code":"{{Canary}}"}"""),
            ("/v1/meters", $$"""{"id":"{{Canary}}","event_type":"{{Canary}}","aggregation":"count"}"""),
            ("/v1/cards", $$"""{"kind":"rate","id":"{{Canary}}","version":1,"effective_from":"2020-01-01T00:00:00Z","asset":"credit","rows":[{"meter":"{{Canary}}","class":"count","unit_price":"1"}]}"""),
        ])
            await MakeAsync(api, path, body);
    }

    private static async Task MakeAsync(ApiClient api, string path, string body)
    {
        var made = await api.PostAsync(path, body, "one");
        Assert.True(made.Status is 200 or 201, made.Text);
    }

    private static async Task<string> TenantAsync(TestServer server, string name)
    {
        var made = await server.Api.PostAsync("/v1/tenants", $$"""{"id":"{{name}}","sandbox":true}""");
        Assert.True(made.Status == 201, made.Text);
        return made.Json.GetProperty("key").GetProperty("secret").GetString()!;
    }
}
