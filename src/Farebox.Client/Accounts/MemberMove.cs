namespace Farebox.Client;

/// <summary>Where a member is to go.</summary>
public sealed record MemberMove
{
    /// <summary>Whom it is to be below; absent: directly below the account.</summary>
    public string? Parent { get; init; }
}
