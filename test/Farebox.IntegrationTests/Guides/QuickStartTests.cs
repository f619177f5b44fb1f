using System.Net;
using System.Net.Sockets;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Guides;

/// <summary>The quick start as a newcomer types it, from its first command to its last.</summary>
public sealed class QuickStartTests
{
    private const int Commands = 10;

    private static readonly string Guide = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs/guides/quick-start.md"));

    [Fact]
    public async Task The_ten_commands_lead_from_nothing_to_an_exported_journal_and_say_what_the_guide_shows()
    {
        var address = $"http://127.0.0.1:{FreePort()}";

        var typed = await GuideShell.TypeAsync(
            Guide, ("FAREBOX_DATA", TemporaryFolder.Create()), ("FAREBOX_DATABASE", ""), ("FAREBOX_URLS", address), ("FAREBOX_URL", address));

        Assert.Equal(Commands, typed.Count);
        GuideShell.AssertSaid(typed);
    }

    [Fact]
    public void An_answer_that_is_not_the_one_shown_is_seen()
    {
        var block = GuideShell.Blocks("```sh\nask\n```\n```json\n{\"amount\": \"6\", \"at\": \"…\", \"status\": \"open\"}\n```\n")[0];

        Assert.Empty((block with { Said = """{"amount":"6","at":"2026-07-01T12:00:00Z","status":"open"}""" }).Unsaid);
        Assert.Single((block with { Said = """{"amount":"5","at":"2026-07-01T12:00:00Z","status":"open"}""" }).Unsaid);
        Assert.Single((block with { Said = """{"status":"open","amount":"6"}""" }).Unsaid);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
