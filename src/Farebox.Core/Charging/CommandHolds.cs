using Farebox.Ledger;

namespace Farebox.Charging;

/// <summary>What else may be asked of a hold.</summary>
/// <param name="Parent">The open hold it draws from.</param>
/// <param name="OnCancel">What a cancellation captures.</param>
/// <param name="CancelMinimum">The least of that, as a decimal text of the hold's asset, in canonical form.</param>
public sealed record HoldExtras(string? Parent, CancelPolicy OnCancel, string? CancelMinimum)
{
    /// <summary>Nothing.</summary>
    public static HoldExtras None { get; } = new(null, CancelPolicy.Actual, null);
}

/// <summary>Keeps a hold whose work may still be billed by somebody else, until that is known or a time is over.</summary>
public sealed class AwaitHold(int tenantId, string account, string key, string holdId, TimeSpan atMost)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("await", holdId, $"{atMost.Ticks}"))
{
    /// <summary>The hold.</summary>
    public string HoldId { get; } = holdId;

    /// <summary>How long at most, counted from when this is recorded.</summary>
    public TimeSpan AtMost { get; } = atMost;
}

/// <summary>Ends a hold because its work was cancelled, and captures what its policy says.</summary>
public sealed class CancelHold(int tenantId, string account, string key, string holdId, string? actual)
    : Command(tenantId, account, Identity.OfKey(tenantId, account, key), Identity.OfContent("cancel", holdId, actual))
{
    /// <summary>The hold.</summary>
    public string HoldId { get; } = holdId;

    /// <summary>What the work came to beyond what was captured, as a decimal text of the hold's asset, in canonical form.</summary>
    public string? Actual { get; } = actual;
}
