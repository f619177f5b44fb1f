using System.Net;
using System.Net.Sockets;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Guides;

/// <summary>"Stop an agent at its budget", typed from its first command to its last.</summary>
public sealed class AgentGuideTests
{
    private const int Blocks = 9;

    private static readonly string Guide = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs/guides/stop-an-agent.md"));

    [Fact]
    public async Task An_agent_is_stopped_where_its_budget_ends_and_everything_is_said_as_shown()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var typed = await GuideShell.TypeAsync(
            Guide, ("FAREBOX_DATA", TemporaryFolder.Create()), ("FAREBOX_DATABASE", ""), ("FAREBOX_URLS", address), ("FAREBOX_URL", address));

        Assert.Equal(Blocks, typed.Count);
        GuideShell.AssertSaid(typed);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
