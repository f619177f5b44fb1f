namespace Farebox.Metering;

/// <summary>What happens to use that credit does not cover.</summary>
public enum ShortfallPolicy
{
    /// <summary>It is recorded and owed. Use that happened is never lost.</summary>
    Debt,

    /// <summary>It is refused whole, so the event authorises and debits in one step.</summary>
    Reject,
}
