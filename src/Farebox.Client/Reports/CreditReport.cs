namespace Farebox.Client;

/// <summary>What became of credit, by group, and the totals, one for each asset.</summary>
public sealed record CreditReport
{
    public required IReadOnlyList<CreditRow> Rows { get; init; }

    public required IReadOnlyList<CreditRow> Total { get; init; }
}
