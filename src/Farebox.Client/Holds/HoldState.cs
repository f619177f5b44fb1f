namespace Farebox.Client;

/// <summary>A hold after something was done to it.</summary>
public sealed record HoldState
{
    public required string Id { get; init; }

    /// <summary><c>open</c>, <c>settled</c>, <c>released</c> or <c>lapsed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Absent, as the amounts are, of a hold that ended too long ago to know.</summary>
    public string? Asset { get; init; }

    public string? Amount { get; init; }

    public string? Remaining { get; init; }
}
