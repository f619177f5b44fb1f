namespace Farebox.IntegrationTests.Support;

/// <summary>One server for a test class: <c>IClassFixture&lt;ServerFixture&gt;</c>.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public ApiClient Api => Server.Api;

    public async Task InitializeAsync() => Server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
