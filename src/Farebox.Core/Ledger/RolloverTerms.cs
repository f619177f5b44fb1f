using Farebox.Time;

namespace Farebox.Ledger;

/// <summary>What becomes of the rest of a grant when it expires: how much of it goes on as a new grant, for how long, and how often.</summary>
/// <remarks>
/// It happens once, at <see cref="GrantTerms.ExpiresAt"/>, from what is not held then. What does not roll over is pending expiry as without a
/// rollover, so use that happened before and is reported late takes the old rest before anything else.
/// </remarks>
public sealed record RolloverTerms
{
    /// <summary>Parts of one in <see cref="FractionParts"/>.</summary>
    public const int Whole = 1_000_000;

    /// <summary>What the fraction is of.</summary>
    public RolloverBasis Basis { get; init; } = RolloverBasis.Remaining;

    /// <summary>How much of the basis may roll over, in millionths, rounded down to whole smallest units; 0 to <see cref="Whole"/>.</summary>
    public int FractionParts { get; init; } = Whole;

    /// <summary>The most that may roll over, in smallest units; absent: no bound.</summary>
    public long? Cap { get; init; }

    /// <summary>Whether <see cref="Cap"/> bounds each rollover, or everything rolled over that the owner has; then the oldest give way.</summary>
    public RolloverCapOf CapOf { get; init; }

    /// <summary>How often units may roll over; absent: again and again.</summary>
    public int? GenerationsMax { get; init; }

    /// <summary>Whether what rolled over burns before everything else, after it, or where the burn order puts it.</summary>
    public RolloverOrder Order { get; init; }

    /// <summary>How long after the old expiry the new grant expires; absent: never.</summary>
    public CadenceSpan? NewExpiry { get; init; }

    /// <summary>The calendar of <see cref="NewExpiry"/>.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>What happens when the schedule that granted it has ended by then.</summary>
    public RolloverOnPlanChange OnPlanChange { get; init; }

    /// <summary>What may roll over of a grant, before any cap on a total.</summary>
    /// <param name="granted">What the grant started with.</param>
    /// <param name="left">What is left and not held.</param>
    public long Of(long granted, long left)
    {
        var part = (long)((Int128)(Basis == RolloverBasis.Original ? granted : left) * FractionParts / Whole);
        return Math.Min(Math.Min(part, left), Cap ?? long.MaxValue);
    }
}

/// <summary>What the fraction of a rollover is of.</summary>
public enum RolloverBasis
{
    /// <summary>Of what is left.</summary>
    Remaining,

    /// <summary>Of what was granted, bounded by what is left.</summary>
    Original,
}

/// <summary>What the cap of a rollover bounds.</summary>
public enum RolloverCapOf
{
    /// <summary>What rolls over of one grant.</summary>
    Grant,

    /// <summary>Everything rolled over that the same owner has; the oldest is expired until the sum fits.</summary>
    Total,
}

/// <summary>When credit burns that rolled over.</summary>
public enum RolloverOrder
{
    /// <summary>Where the burn order puts it.</summary>
    Natural,

    /// <summary>Before every other grant.</summary>
    First,

    /// <summary>After every other grant.</summary>
    Last,
}

/// <summary>What a rollover does once the schedule that granted the credit has ended.</summary>
public enum RolloverOnPlanChange
{
    /// <summary>It rolls over as before.</summary>
    Keep,

    /// <summary>Nothing rolls over any more.</summary>
    Forfeit,
}
