namespace Farebox.Client;

/// <summary>A hard cap on everything spent and held, ever, by an account or one of its members. A later one replaces it.</summary>
public sealed record Limit
{
    /// <summary>Absent: the whole account.</summary>
    public string? Member { get; init; }

    public required string Asset { get; init; }

    public required string Max { get; init; }
}
