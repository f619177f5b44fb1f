namespace Farebox.Ledger;

/// <summary>A schedule in its book: its terms, and how far it has come.</summary>
public sealed class Schedule
{
    internal Schedule(ScheduleTerms terms, ScheduleState state) => (Terms, State) = (terms, state);

    /// <summary>The terms it was set up on.</summary>
    public ScheduleTerms Terms { get; }

    /// <summary>How far it has come.</summary>
    public ScheduleState State { get; internal set; }

    /// <summary>First instant at which it grants nothing any more; absent: it goes on.</summary>
    public DateTimeOffset? EndsAt => State.EndsAt;

    /// <summary>Whether it has ended by an instant.</summary>
    public bool HasEndedBy(DateTimeOffset instant) => State.EndsAt <= instant;
}

/// <summary>How far a schedule has come. Every instant in it was computed once and stands in an entry, so that a new calendar of a zone changes nothing behind it.</summary>
/// <param name="Seats">Seats it grants for now; one where it has none.</param>
/// <param name="EndsAt">First instant at which it grants nothing any more.</param>
/// <param name="NextAt">When the next period begins for it; absent: there is none.</param>
/// <param name="Grants">Grants it has made of whole periods.</param>
/// <param name="Reserve">The grant it releases from; absent: none.</param>
/// <param name="Released">Parts released of that.</param>
/// <param name="ReleaseAt">When the next part is released; absent: there is none.</param>
public readonly record struct ScheduleState(
    int Seats, DateTimeOffset? EndsAt, DateTimeOffset? NextAt, int Grants = 0, string? Reserve = null, int Released = 0, DateTimeOffset? ReleaseAt = null);
