namespace Farebox.Client;

/// <summary>Asks to give the rest of a hold back. It has nothing to say beyond its route and key.</summary>
public sealed record ReleaseRequest;

/// <summary>What was given back, and the hold after it.</summary>
public sealed record Release
{
    public required HoldState Hold { get; init; }

    public string? Released { get; init; }
}

/// <summary>A release, or the reason why there was none.</summary>
public sealed record ReleaseResult(Release? Release, Refusal? Refusal);
