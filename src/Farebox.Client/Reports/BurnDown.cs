namespace Farebox.Client;

/// <summary>How an account's credit went down day by day, and how long what is left will last: one for each asset.</summary>
public sealed record BurnDowns
{
    public required string Account { get; init; }

    public required IReadOnlyList<BurnDown> Assets { get; init; }
}

/// <summary>The burn-down of one asset.</summary>
public sealed record BurnDown
{
    public required string Asset { get; init; }

    public required IReadOnlyList<BurnDownDay> Days { get; init; }

    public required BurnDownForecast Forecast { get; init; }
}

/// <summary>A day: of the past, or of a forecast, which says only what is spent and what is left.</summary>
public sealed record BurnDownDay
{
    public required string Day { get; init; }

    public string? Opening { get; init; }

    public string? Granted { get; init; }

    public required string Spent { get; init; }

    /// <summary>Expired, revoked or moved away.</summary>
    public string? Gone { get; init; }

    public required string Closing { get; init; }
}

/// <summary>What happens if credit goes on being used as it was.</summary>
public sealed record BurnDownForecast
{
    /// <summary>What was used over <see cref="UsedOverDays"/> days: the forecast burns the mean of them every day.</summary>
    public required string Used { get; init; }

    public required int UsedOverDays { get; init; }

    /// <summary>The first day that cannot be paid in full; null when none of three years is.</summary>
    public string? RunsOutOn { get; init; }

    /// <summary>What expires unused meanwhile.</summary>
    public required IReadOnlyList<BurnDownLoss> Lost { get; init; }

    public required IReadOnlyList<BurnDownDay> Days { get; init; }
}

/// <summary>Credit of a grant that expires unused.</summary>
public sealed record BurnDownLoss
{
    public required string Grant { get; init; }

    public required string On { get; init; }

    public required string Amount { get; init; }
}
