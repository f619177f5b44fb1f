namespace Farebox.IntegrationTests.Faults.Load;

/// <summary>How the clients of a run behave.</summary>
internal sealed record Habits
{
    public int Callers { get; init; } = 6;

    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Percent of requests that repeat an earlier one to the letter.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Percent of requests that repeat an earlier identity with another body.</summary>
    public int Conflicts { get; init; } = 2;

    /// <summary>The classic mistake: what may have happened is asked for again under a new identity.</summary>
    public bool RetryWithNewKey { get; init; }
}
