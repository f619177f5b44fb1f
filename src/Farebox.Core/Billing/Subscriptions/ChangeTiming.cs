namespace Farebox.Billing.Subscriptions;

/// <summary>When a change takes effect.</summary>
public enum ChangeTiming
{
    /// <summary>At once.</summary>
    Now,

    /// <summary>When the cycle ends.</summary>
    CycleEnd,
}
