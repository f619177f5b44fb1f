namespace Farebox.IntegrationTests.Verification;

/// <summary>One sound database in which credit was moved, taken back and granted again, to be copied and damaged.</summary>
public sealed class MovedLedger : IAsyncLifetime
{
    internal LedgerRun Sound { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Sound = await LedgerRun.CreateAsync(seed: 1, stretches: 10, commands: 60, options => options with { CheckpointEntries = 30 }, movesCredit: true);

    public async Task DisposeAsync() => await Sound.DisposeAsync();
}
