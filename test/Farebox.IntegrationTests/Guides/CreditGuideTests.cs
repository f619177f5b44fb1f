using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Guides;

/// <summary>The guides about pools and about credit that ends, as somebody types them beside a sandbox.</summary>
public sealed class CreditGuideTests
{
    [Theory]
    [InlineData("team-pool.md")]
    [InlineData("expire-roll-over-refund.md")]
    public async Task Every_command_of_the_guide_works_and_says_what_the_guide_shows(string name)
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs/guides", name));

        GuideShell.AssertSaid(await GuideShell.TypeAsync(
            guide, ("FAREBOX_URL", server.Host.Address.ToString().TrimEnd('/')), ("FAREBOX_KEY", TestServer.Key), ("FAREBOX_DATABASE", server.Database.OwnerConnectionString)));
    }
}
