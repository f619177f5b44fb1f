using System.Collections.Immutable;
using Farebox.Money;

namespace Farebox.Ledger;

/// <summary>What a command said and what was decided: the part of an entry that differs by kind. The cases are the records of these files.</summary>
public abstract record EntryBody
{
    private protected EntryBody() { }

    /// <summary>The terms of the grant that the entry opens; <see langword="null"/> when it opens none.</summary>
    public virtual GrantTerms? Opens => null;
}

/// <summary>The account was opened on these cards.</summary>
/// <param name="RateCards">At least one; the first is what it is on, the others take in turn what assets before them cannot pay for.</param>
/// <param name="CostCard">What its usage is costed by.</param>
public sealed record AccountOpened(ImmutableArray<string> RateCards, string CostCard) : EntryBody
{
    /// <summary>The first of its rate cards.</summary>
    public string RateCard => RateCards[0];

    /// <summary>The alert rules it was opened with: those that its tenant wants for every account.</summary>
    public ImmutableArray<AlertRule> Alerts { get; init; } = [];
}

/// <summary>A member joined, below another or directly below the account.</summary>
public sealed record MemberAdded(string Id, string? Parent) : EntryBody;

/// <summary>Credit was granted.</summary>
public sealed record GrantIssued(GrantTerms Terms) : EntryBody
{
    /// <inheritdoc/>
    public override GrantTerms? Opens => Terms;
}

/// <summary>A hard total limit was set for a member (the account itself when empty), replacing an earlier one.</summary>
public sealed record LimitSet(string Member, Asset Asset, long Units) : EntryBody;

/// <summary>A usage event was recorded, stored unrated, or refused.</summary>
public sealed record UsageReported : EntryBody
{
    /// <summary>The producer.</summary>
    public required string Source { get; init; }

    /// <summary>The producer's id for it.</summary>
    public required string Id { get; init; }

    /// <summary>The CloudEvents type.</summary>
    public required string Type { get; init; }

    /// <summary>One charge per meter that matched; empty when unrated.</summary>
    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>The hold it names.</summary>
    public string? Hold { get; init; }

    /// <summary>Whether it settles that hold.</summary>
    public bool Final { get; init; }

    /// <summary>What a reader should know about how it was recorded.</summary>
    public UsageMarks Marks { get; init; }

    /// <summary>Why it was not captured from the hold it names.</summary>
    public LateCapture Late { get; init; }

    /// <summary>Why it is unrated or refused; <see langword="null"/> when recorded.</summary>
    public string? Code { get; init; }

    /// <summary>The same in words, with what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>The hold after a capture that was asked for by the hold's own route.</summary>
    public HoldState? HoldAfter { get; init; }
}

/// <summary>A hold was authorised or refused.</summary>
/// <param name="Terms">What was asked for.</param>
/// <param name="Estimates">The charges its amount is the sum of; none for a bare amount, several for a quote of several items.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record HoldDecided(HoldTerms Terms, IReadOnlyList<Charge> Estimates, HoldRefusal? Refusal) : EntryBody
{
    /// <summary>The instant as of which a quote had priced it; <see langword="null"/> when it is of no quote.</summary>
    public DateTimeOffset? QuotedAt { get; init; }
}

/// <summary>Why a hold was refused: lasting, so a key that failed never succeeds later.</summary>
/// <param name="Code"><c>insufficient_credit</c>, <c>limit_exceeded</c> or <c>debt_outstanding</c>.</param>
/// <param name="Available">What could have been held, in smallest units.</param>
/// <param name="LimitedMember">Whose limit refused it; empty for the account's own.</param>
public sealed record HoldRefusal(string Code, long Available, string? LimitedMember);

/// <summary>A bare amount was captured from a hold, or refused.</summary>
public sealed record HoldCaptured(HoldState Hold, string Model, long Units, bool Final, LateCapture Late, UsageMarks Marks, string? Code) : EntryBody;

/// <summary>A hold was released, or the release refused.</summary>
public sealed record HoldReleased(HoldState Hold, long Units, string? Code) : EntryBody;

/// <summary>A hold grew, or was refused to.</summary>
/// <param name="Hold">The hold afterwards.</param>
/// <param name="Units">How much more was asked for, in smallest units.</param>
/// <param name="Estimates">The charge that is the sum of; none for a bare amount.</param>
/// <param name="Refusal">Why it was refused, in the words of a new hold, or <c>hold_not_open</c>.</param>
public sealed record HoldGrown(HoldState Hold, long Units, IReadOnlyList<Charge> Estimates, HoldRefusal? Refusal) : EntryBody;

/// <summary>A hold's time to live was extended, or refused to be.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="LapsesAt">When it lapses now; never earlier than before.</param>
/// <param name="Code"><c>hold_not_open</c> when it was refused.</param>
public sealed record HoldExtended(HoldState Hold, DateTimeOffset LapsesAt, string? Code) : EntryBody;

/// <summary>A hold as an answer shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Asset">What it holds; <see langword="null"/> when it is no longer known.</param>
/// <param name="Units">What was authorised.</param>
/// <param name="Remaining">What is still reserved.</param>
/// <param name="End">How it ended; <see langword="null"/> while open.</param>
public sealed record HoldState(string Id, Asset? Asset, long Units, long Remaining, HoldEnd? End);
