using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>Units were moved from a grant to a new one.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">The grant they left.</param>
/// <param name="Terms">The new grant, of exactly these units.</param>
public sealed record UnitsMoved(MoveReason Reason, string From, GrantTerms Terms) : EntryBody
{
    /// <inheritdoc/>
    public override GrantTerms? Opens => Terms;
}

/// <summary>Why units move from one grant to another. The names are on the wire and in the journal.</summary>
public enum MoveReason
{
    /// <summary>They expire at another time now.</summary>
    Extension,

    /// <summary>They belong to somebody else now: a member, or the account's pool.</summary>
    Reallocation,

    /// <summary>They are lent to a member, out of what the grant may lend.</summary>
    Loan,
}

/// <summary>Credit was taken away.</summary>
/// <param name="Grant">Of which grant.</param>
/// <param name="Asset">What it is counted in.</param>
/// <param name="Removal">What that means.</param>
/// <param name="Units">How much was taken now, in smallest units.</param>
/// <param name="IsWhole">Whether the grant has ended with it: what is held goes the same way once it is freed.</param>
/// <param name="Reason">Why, in the caller's words.</param>
public sealed record UnitsRemoved(string Grant, Asset Asset, GrantRemoval Removal, long Units, bool IsWhole, string? Reason) : EntryBody;

/// <summary>A grant was paid for.</summary>
/// <param name="Grant">Which.</param>
/// <param name="Reference">The payment, in the caller's words.</param>
public sealed record GrantPaid(string Grant, string? Reference) : EntryBody;

/// <summary>The burn order of an asset was set, with all its keys: a preset that changes later changes nothing here.</summary>
public sealed record BurnOrderSet(Asset Asset, BurnOrder Order) : EntryBody;

/// <summary>A schedule was set up.</summary>
/// <param name="Terms">Its terms.</param>
/// <param name="NextAt">When its first period begins for it; in the past where it starts there.</param>
public sealed record ScheduleSet(ScheduleTerms Terms, DateTimeOffset NextAt) : EntryBody;

/// <summary>The seats of a schedule were set.</summary>
/// <param name="Schedule">Which.</param>
/// <param name="Asset">What it grants.</param>
/// <param name="Before">How many it had.</param>
/// <param name="Seats">How many it has.</param>
/// <param name="Grant">What more of them brought at once; <see langword="null"/> when nothing.</param>
/// <param name="Units">What fewer of them took at once, in smallest units.</param>
public sealed record SeatsSet(string Schedule, Asset Asset, int Before, int Seats, GrantTerms? Grant, long Units) : EntryBody
{
    /// <inheritdoc/>
    public override GrantTerms? Opens => Grant;
}

/// <summary>A schedule was ended.</summary>
/// <param name="Schedule">Which.</param>
/// <param name="Asset">What it grants.</param>
/// <param name="At">First instant at which it grants nothing any more.</param>
/// <param name="Leftover">What becomes of what is left.</param>
/// <param name="Units">What was taken back, in smallest units.</param>
public sealed record ScheduleEnded(string Schedule, Asset Asset, DateTimeOffset At, ScheduleLeftover Leftover, long Units) : EntryBody;

/// <summary>Something fell due.</summary>
/// <param name="Item">What.</param>
public sealed record FellDue(DueItem Item) : EntryBody
{
    /// <summary>The grant that a renewal, a release or a rollover opened; <see langword="null"/> when it opened none.</summary>
    public GrantTerms? Grant { get; init; }

    /// <summary>When the schedule of a renewal begins its next period; <see langword="null"/> when it has none.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>When the schedule of a renewal or a release releases next; <see langword="null"/> when it does not.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <inheritdoc/>
    public override GrantTerms? Opens => Grant;
}
