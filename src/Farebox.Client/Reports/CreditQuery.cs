namespace Farebox.Client;

/// <summary>Which credit, over which period, and by what it is grouped.</summary>
public sealed record CreditQuery
{
    /// <summary>Any of <c>account source grant expiry day</c>; asset is always among them.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public string? Account { get; init; }

    public string? Asset { get; init; }

    /// <summary>The first day of the period, at midnight UTC; what lies before it is the opening balance.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first day after the period.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only what was recorded up to here: the report as it would have been given then. Needs <see cref="Account"/>.</summary>
    public DateTimeOffset? KnownAt { get; init; }
}
