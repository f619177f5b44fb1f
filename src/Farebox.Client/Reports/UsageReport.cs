namespace Farebox.Client;

/// <summary>Usage by group, and the totals, one for each asset.</summary>
public sealed record UsageReport
{
    public required IReadOnlyList<UsageRow> Rows { get; init; }

    public required IReadOnlyList<UsageRow> Total { get; init; }
}
