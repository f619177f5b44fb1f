namespace Farebox.Client;

/// <summary>
/// One group: opening + granted + moved in − spent − expired − revoked − moved out = closing, in units of the asset and, with the names that end in
/// <c>Value</c>, in what they had cost the customer. The dimensions that were not asked for are null.
/// </summary>
public sealed record CreditRow
{
    public string? Account { get; init; }

    public string? Source { get; init; }

    public string? Grant { get; init; }

    /// <summary>How long after the period, or after now, it expires.</summary>
    public string? Expiry { get; init; }

    public string? Day { get; init; }

    public required string Asset { get; init; }

    public required string Opening { get; init; }

    public required string Granted { get; init; }

    public required string MovedIn { get; init; }

    public required string Spent { get; init; }

    public required string Expired { get; init; }

    public required string Revoked { get; init; }

    public required string MovedOut { get; init; }

    public required string Closing { get; init; }

    /// <summary>What was paid in; null where nothing was paid.</summary>
    public string? BasisAsset { get; init; }

    public required string OpeningValue { get; init; }

    public required string GrantedValue { get; init; }

    public required string MovedInValue { get; init; }

    /// <summary>Recognised by use.</summary>
    public required string SpentValue { get; init; }

    /// <summary>Breakage.</summary>
    public required string ExpiredValue { get; init; }

    public required string RevokedValue { get; init; }

    public required string MovedOutValue { get; init; }

    /// <summary>Still deferred.</summary>
    public required string ClosingValue { get; init; }
}
