using Farebox.Client;
using Farebox.Export;
using Farebox.IntegrationTests.Demo;
using Farebox.IntegrationTests.Support;

namespace Farebox.IntegrationTests.Export;

[CollectionDefinition(nameof(ExportFixture))]
public sealed class ExportGroup : ICollectionFixture<ExportFixture>;

/// <summary>A server after the demo's hour, with a second account that has debt, expired and held credit, a correction, and ids that other programs stumble over.</summary>
public sealed class ExportFixture : IAsyncLifetime
{
    public const string Odd = "odd:one@home";

    private DemoServerUnderTest _demo = null!;

    internal FareboxClient Client => _demo.Client;

    internal string Folder { get; } = TemporaryFolder.Create();

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        _demo = await DemoServerUnderTest.StartAsync();
        await _demo.StoryOn(TextWriter.Null).RunAsync(isAnimated: false, CancellationToken.None);
        await OpenOddAccountAsync();
    }

    public async Task DisposeAsync() => await _demo.DisposeAsync();

    /// <summary>What the command writes, as a file.</summary>
    internal async Task<string> WriteAsync(string name, Func<JournalExport, Task> write)
    {
        var path = Path.Combine(Folder, name);
        await using var text = new StreamWriter(path);
        await write(new(Client, text));
        return path;
    }

    private async Task OpenOddAccountAsync()
    {
        var (configuration, accounts) = (Client.Configuration, Client.Accounts);
        await configuration.CreateAssetAsync(new() { Code = "tok_en-4", Scale = 0 }, CancellationToken.None);
        await accounts.CreateAsync(new() { Id = Odd }, CancellationToken.None);
        await accounts.CreateMemberAsync(Odd, new() { Id = "m:1" }, CancellationToken.None);
        await GrantAsync("short:lived", "credit", "10", expires: true);
        await GrantAsync("tokens", "tok_en-4", "7", expires: false);
        await configuration.SetClockAsync(new() { Now = DateTimeOffset.Parse("2026-10-05T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture) }, CancellationToken.None);

        await Client.Holds.AuthoriseAsync(Odd, new() { Id = "h:1", Asset = "tok_en-4", Amount = "3" }, null, CancellationToken.None);

        // The credit has expired by now, so this runs up a debt. A source may look like a formula.
        await Client.Events.SendAsync(OddUse(1234), CancellationToken.None);
        await GrantAsync("late", "credit", "0.5", expires: false);
        await accounts.CorrectAsync(Odd, new() { Id = "fix:1", Amend = OddUse(1000) }, CancellationToken.None);
    }

    private static CloudEvent OddUse(int tokens) => new()
    {
        Id = "=1+1,\"a\"", Source = "@SUM(A1)", Type = "llm.request", Subject = Odd, Member = "m:1",
        Data = new() { ["model"] = "large", ["input_tokens"] = tokens, ["output_tokens"] = 567 },
    };

    private Task<Grant> GrantAsync(string id, string asset, string amount, bool expires) => Client.Accounts.CreateGrantAsync(
        Odd,
        new() { Id = id, Asset = asset, Amount = amount, Source = "bonus", ExpiresAt = expires ? DateTimeOffset.Parse("2026-10-02T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture) : null },
        CancellationToken.None);
}
