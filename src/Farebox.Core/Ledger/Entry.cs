namespace Farebox.Ledger;

/// <summary>One command decided on a book, with its outcome, under its identity. Entries are the journal.</summary>
public sealed class Entry
{
    /// <summary>The book it belongs to.</summary>
    public required long BookId { get; init; }

    /// <summary>1, 2, 3 … without gap in the book.</summary>
    public required long Seq { get; init; }

    /// <summary>Its identity: 16 bytes of SHA-256. Unique in the book, never forgotten.</summary>
    public required Guid Key16 { get; init; }

    /// <summary>What was bound to the identity, as 16 bytes of SHA-256: tells a repetition from a conflict.</summary>
    public required Guid Content16 { get; init; }

    /// <summary>What kind of command it was.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>How it was decided.</summary>
    public required EntryStatus Status { get; init; }

    /// <summary>When it happened; decides price and period.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the book learned of it; never goes back.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The path of the member charged, at the time; empty for the account itself.</summary>
    public required string Member { get; init; }

    /// <summary>The command and what was decided.</summary>
    public required EntryBody Body { get; init; }

    /// <summary>What moved.</summary>
    public required Transfer[] Transfers { get; init; }

    /// <summary>The event as the producer sent it; kept apart from the journal, where it can age out.</summary>
    public ReadOnlyMemory<byte> RawEvent { get; init; }
}

/// <summary>The kinds of entry. The numbers are stored.</summary>
public enum EntryKind : short
{
    /// <summary>An account was opened.</summary>
    Account = 1,

    /// <summary>A member joined.</summary>
    Member = 2,

    /// <summary>Credit was granted.</summary>
    Grant = 3,

    /// <summary>A limit was set.</summary>
    Limit = 4,

    /// <summary>A usage event.</summary>
    Event = 5,

    /// <summary>A hold was asked for.</summary>
    Hold = 6,

    /// <summary>A bare amount was captured.</summary>
    Capture = 7,

    /// <summary>A hold was released.</summary>
    Release = 8,

    /// <summary>Something fell due by itself.</summary>
    Due = 9,

    /// <summary>A hold was asked to grow.</summary>
    Grow = 10,

    /// <summary>A hold was asked to last longer.</summary>
    Extend = 11,

    /// <summary>What a charge of a period came to was brought to what it comes to in the order in which the use happened.</summary>
    Adjustment = 12,

    /// <summary>An event was taken back, or replaced by what it should have said.</summary>
    Correction = 13,

    /// <summary>An event that was stored unrated or refused was rated again.</summary>
    Rerate = 14,

    /// <summary>A period was closed.</summary>
    Close = 21,

    /// <summary>Units were moved from a grant to a new one.</summary>
    Move = 15,

    /// <summary>Credit was taken away.</summary>
    Removal = 16,

    /// <summary>A schedule of grants was set up, ended, or given other seats.</summary>
    Schedule = 17,

    /// <summary>An alert rule was set or removed.</summary>
    Alert = 23,

    /// <summary>Credit that is bought by itself: its rule was set, a purchase was decided, or one ended.</summary>
    TopUp = 24,

    /// <summary>Units of one asset were exchanged for another.</summary>
    Exchange = 25,

    /// <summary>A grant was paid for.</summary>
    Payment = 26,

    /// <summary>The burn order of an asset was set.</summary>
    BurnOrder = 27,
}

/// <summary>How a command was decided. The numbers are stored.</summary>
public enum EntryStatus : short
{
    /// <summary>Done.</summary>
    Recorded = 1,

    /// <summary>Refused for good; nothing moved.</summary>
    Refused = 2,

    /// <summary>Stored without a price; nothing moved, and it can be rated again.</summary>
    Unrated = 3,
}

/// <summary>What a reader should know about a recorded event.</summary>
[Flags]
public enum UsageMarks
{
    /// <summary>Nothing unusual.</summary>
    None = 0,

    /// <summary>It named a hold but was debited directly.</summary>
    LateCapture = 1,

    /// <summary>It took its member past a hard limit; the next hold is refused.</summary>
    OverLimit = 2,

    /// <summary>Its member is unknown, so it is recorded on the account itself.</summary>
    MemberUnknown = 4,

    /// <summary>Credit was short and left a debt.</summary>
    Debt = 8,

    /// <summary>It occurred more than 35 days before it was recorded.</summary>
    Late = 16,

    /// <summary>It says it occurred more than five minutes after it was recorded.</summary>
    Future = 32,

    /// <summary>It occurred in a period that was closed before it was recorded, so it counts in the next open one.</summary>
    ClosedPeriod = 64,
}

/// <summary>Why an event or capture was not taken from the hold it names.</summary>
public enum LateCapture
{
    /// <summary>It was taken from the hold, or named none.</summary>
    None,

    /// <summary>The account never had such a hold.</summary>
    Unknown,

    /// <summary>The hold had lapsed.</summary>
    Lapsed,

    /// <summary>The hold had been released.</summary>
    Released,

    /// <summary>The hold had been settled.</summary>
    Settled,

    /// <summary>The hold is in another asset.</summary>
    AssetMismatch,

    /// <summary>The hold ended too long ago to say how.</summary>
    Closed,
}
