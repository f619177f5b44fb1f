namespace Farebox.Client;

/// <summary>Credit that is granted again and again.</summary>
public sealed record Schedule
{
    public required string Id { get; init; }

    public required string Asset { get; init; }

    /// <summary>Of one whole period, and of one seat where there are seats.</summary>
    public required string Amount { get; init; }

    public required string Source { get; init; }

    public int? Priority { get; init; }

    public long? GraceSeconds { get; init; }

    public Money? CostBasis { get; init; }

    public GrantScope? Scope { get; init; }

    public string? Owner { get; init; }

    public string? Payment { get; init; }

    public string? Lendable { get; init; }

    public Rollover? Rollover { get; init; }

    /// <summary>How long a period is.</summary>
    public required CalendarSpan Every { get; init; }

    public DateTimeOffset? Anchor { get; init; }

    /// <summary>A time zone of the IANA database.</summary>
    public string? Zone { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary><c>period</c>, <c>never</c>, <c>span</c> or <c>term</c>.</summary>
    public string? Lasts { get; init; }

    public CalendarSpan? LastsFor { get; init; }

    public Proration? Proration { get; init; }

    public CalendarSpan? ReleaseEvery { get; init; }

    public int? Seats { get; init; }

    public string? OnSeatsAdded { get; init; }

    public string? OnSeatsRemoved { get; init; }

    /// <summary>When its next period begins. Answered, never sent.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>When the next part is released. Answered, never sent.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }
}

/// <summary>How a part of a period is granted.</summary>
public sealed record Proration
{
    /// <summary><c>whole</c>, <c>day</c> or <c>second</c>.</summary>
    public required string Basis { get; init; }

    public bool? First { get; init; }

    public bool? Last { get; init; }

    /// <summary><c>down</c>, <c>half_up</c> or <c>up</c>.</summary>
    public string? Rounding { get; init; }
}

/// <summary>Seats from now on.</summary>
public sealed record SeatsRequest(int Seats);

/// <summary>What other seats brought or took at once.</summary>
public sealed record ScheduleSeats
{
    public required string Schedule { get; init; }

    public int Before { get; init; }

    public int Seats { get; init; }

    public Grant? Grant { get; init; }

    public required string TakenBack { get; init; }
}

/// <summary>When a schedule ends (absent: now), and what becomes of what is left: <c>keep</c>, <c>prorated</c> or <c>void</c>.</summary>
public sealed record EndRequest(DateTimeOffset? At, string? Leftover);

/// <summary>A schedule that was ended.</summary>
public sealed record ScheduleEnd(string Schedule, DateTimeOffset EndsAt, string Leftover, string TakenBack);

/// <summary>The order an account's credit of an asset burns in: a preset, or keys of one's own.</summary>
public sealed record BurnOrder
{
    public required string Asset { get; init; }

    /// <summary>Sent, never answered.</summary>
    public string? Preset { get; init; }

    public IReadOnlyList<BurnKey>? Keys { get; init; }

    /// <summary>Answered, never sent.</summary>
    public string? Name { get; init; }
}

/// <summary>One key of a burn order.</summary>
/// <param name="By">What it looks at.</param>
/// <param name="Descending">Whether the other way round.</param>
/// <param name="Sources">For <c>source</c>: what burns first, in order.</param>
public sealed record BurnKey(string By, bool? Descending = null, IReadOnlyList<string>? Sources = null);
