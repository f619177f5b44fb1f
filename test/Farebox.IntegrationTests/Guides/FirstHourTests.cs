using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Guides;

/// <summary>The first hour as a newcomer types it, beside a server that runs in another terminal.</summary>
public sealed class FirstHourTests
{
    private const string OtherTerminal = "```sh\nFAREBOX_SANDBOX=1 ./farebox up\n```\n";

    [Fact]
    public async Task Every_command_of_the_first_hour_works_and_says_what_the_guide_shows()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs/guides/first-hour.md"));
        Assert.Contains(OtherTerminal, guide, StringComparison.Ordinal);

        GuideShell.AssertSaid(await GuideShell.TypeAsync(
            guide.Replace(OtherTerminal, "", StringComparison.Ordinal),
            ("FAREBOX_URL", server.Host.Address.ToString().TrimEnd('/')), ("FAREBOX_KEY", TestServer.Key), ("FAREBOX_DATABASE", server.Database.OwnerConnectionString)));
    }
}
