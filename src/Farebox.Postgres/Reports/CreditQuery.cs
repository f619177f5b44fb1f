namespace Farebox.Postgres.Reports;

/// <summary>What a report on credit is asked for. Days are whole days in UTC, the last one not included.</summary>
public sealed record CreditQuery
{
    public required int TenantId { get; init; }

    /// <summary>Names of <see cref="CreditDimensions"/>, in the order the rows show them.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public string? Account { get; init; }

    public string? Asset { get; init; }

    /// <summary>The first day of the period; what lies before it is the opening balance.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day after the period.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only what was recorded up to here, for one account: the report as it would have been given then.</summary>
    public DateTimeOffset? KnownAt { get; init; }
}
