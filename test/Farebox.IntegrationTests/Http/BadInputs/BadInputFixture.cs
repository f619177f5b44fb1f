using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Http.BadInputs;

/// <summary>A server of its own, so that nobody else changes what must not change.</summary>
public sealed class BadInputFixture : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    internal BadInputRunner Runner { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(isSandbox: true);
        await Shop.ConfigureAsync(Server.Api);
        await Shop.OpenAsync(Server.Api, BadInputRunner.Account, "1000");
        Runner = new(Server);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
