namespace Farebox.Client;

/// <summary>Which holds to list. What is absent takes every hold.</summary>
public sealed record HoldQuery
{
    /// <summary><c>open</c>, <c>settled</c>, <c>released</c> or <c>lapsed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The member and everyone below it.</summary>
    public string? Member { get; init; }

    public string? Meter { get; init; }

    public string? Asset { get; init; }

    public DateTimeOffset? LapsesBefore { get; init; }

    /// <summary>1 to 1000; absent: 100.</summary>
    public int? Limit { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>A page of holds, oldest first.</summary>
public sealed record HoldPage
{
    public required DateTimeOffset AsOf { get; init; }

    public required IReadOnlyList<Hold> Holds { get; init; }

    /// <summary>Absent on the last page.</summary>
    public string? NextCursor { get; init; }
}
