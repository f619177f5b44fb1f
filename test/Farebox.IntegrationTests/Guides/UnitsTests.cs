using Farebox.IntegrationTests.Support;
using Farebox.Postgres.Verification;

namespace Farebox.IntegrationTests.Guides;

/// <summary>The guide about tokens, credits and dollars, as it is typed; the ledger is whole afterwards.</summary>
public sealed class UnitsTests
{
    private const string OtherTerminal = "```sh\nFAREBOX_SANDBOX=1 ./farebox up\n```\n";

    [Fact]
    public async Task Every_command_of_the_guide_works_and_says_what_the_guide_shows()
    {
        await using var server = await TestServer.StartAsync(isSandbox: true);
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs/guides/pay-in-the-unit-that-fits.md"));
        Assert.Contains(OtherTerminal, guide, StringComparison.Ordinal);

        GuideShell.AssertSaid(await GuideShell.TypeAsync(
            guide.Replace(OtherTerminal, "", StringComparison.Ordinal),
            ("FAREBOX_URL", server.Host.Address.ToString().TrimEnd('/')), ("FAREBOX_KEY", TestServer.Key)));

        var result = await Verifier.RunAsync(server.Database.AppConnectionString, new() { Rebuild = true }, null, CancellationToken.None);
        Assert.True(result.IsSound, string.Join('\n', result.Broken.Select(check => $"{check.Id}: {check.Break}")));
    }
}
