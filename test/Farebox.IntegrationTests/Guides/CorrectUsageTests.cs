using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Guides;

/// <summary>The guide to corrections as somebody types it, beside a server that runs.</summary>
public sealed class CorrectUsageTests
{
    [Fact]
    public async Task Every_command_works_and_says_what_the_guide_shows_and_the_ledger_verifies()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs/guides/correct-usage.md"));

        GuideShell.AssertSaid(await GuideShell.TypeAsync(
            guide, ("FAREBOX_URL", server.Host.Address.ToString().TrimEnd('/')), ("FAREBOX_KEY", TestServer.Key), ("FAREBOX_DATABASE", server.Database.OwnerConnectionString)));

        var result = await Verifier.RunAsync(server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }
}
