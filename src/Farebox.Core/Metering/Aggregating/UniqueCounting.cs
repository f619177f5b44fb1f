namespace Farebox.Metering.Aggregating;

/// <summary>When a key counts.</summary>
public enum UniqueCounting
{
    /// <summary>It is a member at the end: added and removed in between is nothing (Lago, not prorated).</summary>
    AtEnd,

    /// <summary>It was a member at any time.</summary>
    Ever,

    /// <summary>For the share of the period's days that it was a member on, the first and the last one whole (Lago, prorated).</summary>
    Days,
}
