namespace Farebox.Client;

/// <summary>Which period of an account to close.</summary>
public sealed record PeriodClose
{
    /// <summary>A month, day or year in UTC: <c>2026-07</c>, <c>2026-07-14</c> or <c>2026</c>. Whatever is open before it is closed with it.</summary>
    public required string Period { get; init; }

    /// <summary>How long after its end late events still count in it; it cannot be closed before. Absent: no longer than it lasts.</summary>
    public int? GraceSeconds { get; init; }

    /// <summary>Whether nothing is closed, and only shown what would be posted.</summary>
    public bool? DryRun { get; init; }
}
