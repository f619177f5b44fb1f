namespace Farebox.Client;

/// <summary>What is counted: a currency, or a unit the seller defines.</summary>
public sealed record Asset
{
    public required string Code { get; init; }

    /// <summary><c>unit</c> or <c>currency</c>; absent: a currency when the code is one of ISO 4217.</summary>
    public string? Kind { get; init; }

    /// <summary>Decimal places of the smallest unit; absent: the default of its kind.</summary>
    public int? Scale { get; init; }
}
