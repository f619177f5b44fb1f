namespace Farebox.IntegrationTests.Verification;

/// <summary>One sound database, to be copied and damaged.</summary>
public sealed class DamagedLedger : IAsyncLifetime
{
    internal LedgerRun Sound { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Sound = await LedgerRun.CreateAsync(seed: 1, stretches: 8, commands: 60, options => options with { CheckpointEntries = 30 });

    public async Task DisposeAsync() => await Sound.DisposeAsync();
}
