using Farebox.Ledger;
using Farebox.Time;

namespace Farebox.Charging;

/// <summary>Closes a period of an account, and whatever was still open before it.</summary>
/// <param name="tenantId">Whose it is.</param>
/// <param name="account">The account.</param>
/// <param name="period">A day, month or year that has ended.</param>
/// <param name="grace">How long after its end late events still count in it: before that it cannot be closed.</param>
public sealed class ClosePeriod(int tenantId, string account, CountingPeriod period, TimeSpan grace)
    : Command(tenantId, account, IdentityOf(tenantId, account, period), Identity.OfContent("close", period.ToString()))
{
    /// <summary>The period.</summary>
    public CountingPeriod Period { get; } = period;

    /// <summary>How long late events still count in it.</summary>
    public TimeSpan Grace { get; } = grace;

    /// <summary>A period of an account is closed once, however often and by whomever it is asked for.</summary>
    public static Guid IdentityOf(int tenantId, string account, CountingPeriod period) => Identity.OfNamed(tenantId, account, "close", period.ToString());
}

/// <summary>Says that everything a close differs by is posted.</summary>
public sealed class FinishClose(int tenantId, string account, CloseFinished finished)
    : Command(tenantId, account, IdentityOf(tenantId, account, finished.Period), Identity.OfContent("closed", $"{finished.Through}", $"{finished.Events}", $"{finished.Adjustments}"))
{
    /// <summary>What was closed, and what came of it.</summary>
    public CloseFinished Finished { get; } = finished;

    /// <summary>A close is finished once.</summary>
    public static Guid IdentityOf(int tenantId, string account, CountingPeriod period) => Identity.OfNamed(tenantId, account, "closed", period.ToString());
}

/// <summary>Posts what a charge of a closed period differs by.</summary>
/// <param name="tenantId">Whose it is.</param>
/// <param name="account">The account.</param>
/// <param name="adjustment">The charge and its sums.</param>
/// <param name="at">The instant at which it is booked: in what was closed, not in what is open.</param>
/// <param name="sources">What grants had paid for the charge, last spent first, as far as it may come back; none for what is debited.</param>
/// <param name="owed">Keys of the debts that uses of the charge left, as far as they may be open.</param>
/// <param name="seen">The last entry that gave something back when the sources were looked up.</param>
public sealed class PostAdjustment(
    int tenantId, string account, Adjustment adjustment, DateTimeOffset at, IReadOnlyList<GivenBack> sources, IReadOnlySet<string> owed, long seen)
    : Command(tenantId, account, Identity.OfNamed(tenantId, account, "adjustment", NameOf(adjustment)), ContentOf(adjustment))
{
    /// <summary>The charge and its sums.</summary>
    public Adjustment Adjustment { get; } = adjustment;

    /// <summary>When it is booked.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>What may come back to which grant.</summary>
    public IReadOnlyList<GivenBack> Sources { get; } = sources;

    /// <summary>Debts of the charge.</summary>
    public IReadOnlySet<string> Owed { get; } = owed;

    /// <summary>The last correction that was known to whoever looked the sources up.</summary>
    public long Seen { get; } = seen;

    // Ids hold no line ends, so names of different charges differ.
    private static string NameOf(Adjustment adjustment) =>
        string.Join('\n', adjustment.Closes, adjustment.Period, adjustment.Meter, adjustment.Model, adjustment.Asset?.Code, adjustment.CostAsset?.Code);

    private static Guid ContentOf(Adjustment adjustment) => Identity.OfContent(
        "adjustment", $"{adjustment.Through}", $"{adjustment.Events}", $"{adjustment.Rated}", $"{adjustment.Charged}", $"{adjustment.RatedCost}", $"{adjustment.ChargedCost}");
}
