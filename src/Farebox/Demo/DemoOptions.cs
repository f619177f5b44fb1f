using Farebox.Postgres.Embedded;

namespace Farebox.Demo;

/// <summary>Where the demo lives, how it shows itself, and who checks its ledger.</summary>
internal sealed record DemoOptions
{
    /// <summary>The demo's own folder is inside this one.</summary>
    public string DataFolder { get; init; } = EmbeddedOptions.DefaultDataFolder;

    /// <summary>No animation, as in a log.</summary>
    public bool IsFast { get; init; }

    /// <summary>Checks the ledger behind the owner's connection string, says what it found, and answers whether all is well.</summary>
    public required Func<string, CancellationToken, Task<bool>> Verify { get; init; }
}
