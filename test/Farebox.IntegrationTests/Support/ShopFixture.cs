namespace Farebox.IntegrationTests.Support;

/// <summary>One server with a configured <see cref="Shop"/> for a test class.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    private int _lastAccount;

    public TestServer Server { get; private set; } = null!;

    public ApiClient Api => Server.Api;

    /// <summary>A new account with that many credits.</summary>
    public async Task<string> AccountAsync(string credits)
    {
        var account = $"account-{Interlocked.Increment(ref _lastAccount)}";
        await Shop.OpenAsync(Api, account, credits);
        return account;
    }

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(isSandbox: true);
        await Shop.ConfigureAsync(Api);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
