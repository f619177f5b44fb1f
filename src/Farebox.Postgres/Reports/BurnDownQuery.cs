namespace Farebox.Postgres.Reports;

/// <summary>What a burn-down is asked for: one account, and one of its assets or each. Days are whole days in UTC, the last one not included.</summary>
public sealed record BurnDownQuery
{
    /// <summary>The most days that are shown, and looked back on for the mean.</summary>
    public const int DaysMax = 366;

    private const int DaysShown = 30;

    public required int TenantId { get; init; }

    public required string Account { get; init; }

    public string? Asset { get; init; }

    /// <summary>Thirty days before <see cref="To"/> when absent.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Tomorrow when absent, so that today is shown.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Over how many days before today use is averaged; at least one.</summary>
    public int WindowDays { get; init; } = 28;

    /// <summary>The days that are shown, as of a day.</summary>
    public (DateOnly From, DateOnly To) PeriodAsOf(DateOnly today)
    {
        var to = To ?? today.AddDays(1);
        return (From ?? to.AddDays(-DaysShown), to);
    }
}
