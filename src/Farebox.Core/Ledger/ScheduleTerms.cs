using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>Credit that is granted again and again: how much, how often, for how long, and what becomes of it at its edges.</summary>
public sealed record ScheduleTerms
{
    /// <summary>Seats one schedule may have.</summary>
    public const int SeatsMax = 1_000_000;

    /// <summary>
    /// What each grant is like. Its id is the schedule's own, its amount and cost basis are of one whole period (and one seat, where there are
    /// seats), and it is effective from the first instant of the schedule on.
    /// </summary>
    public required GrantTerms Grant { get; init; }

    /// <summary>When periods begin: by the calendar, from an anchor.</summary>
    public required Cadence Cadence { get; init; }

    /// <summary>First instant after the last period; absent: it goes on.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>How long a grant lasts.</summary>
    public GrantLife Life { get; init; }

    /// <summary>How long, for <see cref="GrantLife.Span"/>.</summary>
    public CadenceSpan? LifeSpan { get; init; }

    /// <summary>How a part of a period is granted.</summary>
    public Proration Proration { get; init; } = Proration.None;

    /// <summary>How often a part of the period's credit is released; absent: all of it at once.</summary>
    public CadenceSpan? ReleaseEvery { get; init; }

    /// <summary>How many seats it grants for at first; absent: it has no seats.</summary>
    public int? Seats { get; init; }

    /// <summary>What more seats in the middle of a period bring.</summary>
    public SeatsAdded OnSeatsAdded { get; init; }

    /// <summary>What fewer seats in the middle of a period take.</summary>
    public SeatsRemoved OnSeatsRemoved { get; init; }

    /// <summary>Its id.</summary>
    public string Id => Grant.Id;

    /// <summary>First instant of its first period, which need not begin with the cadence.</summary>
    public DateTimeOffset StartsAt => Grant.EffectiveAt;

    /// <summary>Parts that a period's credit is released in; one where it comes at once.</summary>
    public int Parts => ReleaseEvery is { } every ? every.PartsOf(Cadence.Span) : 1;

    /// <summary>The period an instant is in, as the cadence has it.</summary>
    public Period PeriodAt(DateTimeOffset instant)
    {
        var number = Cadence.NumberAt(instant);
        return new(Cadence.At(number), Cadence.At(number + 1));
    }
}

/// <summary>How long what a schedule grants lasts.</summary>
public enum GrantLife
{
    /// <summary>To the end of its period; what is released in parts, to the next part.</summary>
    Period,

    /// <summary>For ever.</summary>
    Never,

    /// <summary>For a span of its own.</summary>
    Span,

    /// <summary>To the end of its period, also what is released in parts.</summary>
    Term,
}

/// <summary>What seats that are added in the middle of a period bring at once.</summary>
public enum SeatsAdded
{
    /// <summary>Their whole amount.</summary>
    Full,

    /// <summary>The part of it that falls on the rest of the period.</summary>
    Prorated,

    /// <summary>Nothing before the next period.</summary>
    Next,
}

/// <summary>What seats that are removed in the middle of a period take at once.</summary>
public enum SeatsRemoved
{
    /// <summary>Nothing: what was granted stays.</summary>
    Keep,

    /// <summary>The part that falls on the rest of the period, as far as it is left and not held.</summary>
    Prorated,
}

/// <summary>What becomes of what is left when a schedule ends before its time.</summary>
public enum ScheduleLeftover
{
    /// <summary>It stays as it was granted; a reserve goes on being released.</summary>
    Keep,

    /// <summary>The part that falls on the rest of the period is taken back, as far as it is left and not held.</summary>
    Prorated,

    /// <summary>All that is left of the period and not held is taken back.</summary>
    Void,
}

/// <summary>The words of a schedule's terms, on the wire and in the journal, in the order of their enumerations.</summary>
public static class ScheduleWords
{
    /// <summary>Of <see cref="CadenceUnit"/>.</summary>
    public static readonly IReadOnlyList<string> Units = ["day", "month", "year"];

    /// <summary>Of <see cref="GrantLife"/>.</summary>
    public static readonly IReadOnlyList<string> Lives = ["period", "never", "span", "term"];

    /// <summary>Of <see cref="SeatsAdded"/>.</summary>
    public static readonly IReadOnlyList<string> SeatsAdded = ["full", "prorated", "next"];

    /// <summary>Of <see cref="SeatsRemoved"/>.</summary>
    public static readonly IReadOnlyList<string> SeatsRemoved = ["keep", "prorated"];

    /// <summary>Of <see cref="ScheduleLeftover"/>.</summary>
    public static readonly IReadOnlyList<string> Leftovers = ["keep", "prorated", "void"];
}
