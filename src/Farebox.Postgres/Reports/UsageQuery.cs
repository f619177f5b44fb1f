namespace Farebox.Postgres.Reports;

/// <summary>What a usage report is asked for. Days are whole days in UTC, the last one not included.</summary>
public sealed record UsageQuery
{
    public required int TenantId { get; init; }

    /// <summary>Names of <see cref="UsageDimensions"/>, in the order the rows show them.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public string? Account { get; init; }

    public string? Asset { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }
}
