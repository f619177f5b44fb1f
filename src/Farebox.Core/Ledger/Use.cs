namespace Farebox.Ledger;

/// <summary>What credit is wanted for: decides which grants may pay.</summary>
/// <param name="Meter">The meter, or <see langword="null"/> when none is named.</param>
/// <param name="Model">The model, or <see langword="null"/> when none is named.</param>
/// <param name="Member">Who uses it; the account itself when nobody is named.</param>
/// <param name="OccurredAt">When the use happened: a grant pays only for what happened before it expires.</param>
public readonly record struct Use(string? Meter, string? Model, Member? Member, DateTimeOffset OccurredAt)
{
    /// <summary>The API key it came with, if named: decides which limits count it.</summary>
    public string? ApiKey { get; init; }
}
