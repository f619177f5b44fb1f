namespace Farebox.Billing.Subscriptions;

/// <summary>When a fee is billed.</summary>
public enum FeeTiming
{
    /// <summary>When its cycle begins.</summary>
    Advance,

    /// <summary>When its cycle is over.</summary>
    Arrears,
}
