namespace Farebox.Client;

/// <summary>The settable clock of a sandbox tenant: frozen at <see cref="Now"/>, or running with an offset. It never goes back.</summary>
public sealed record SandboxClock
{
    public DateTimeOffset? Now { get; init; }

    public string? OffsetSeconds { get; init; }

    /// <summary>Answered, never sent.</summary>
    public bool? Frozen { get; init; }
}
