namespace Farebox.Ledger.Thresholds;

/// <summary>Whether a threshold is crossed by what is exactly at it.</summary>
public enum ThresholdEquality
{
    /// <summary>By what reaches it.</summary>
    Reached,

    /// <summary>Only by what goes past it. A balance of zero passes a threshold of zero: it cannot fall further without a debt.</summary>
    Passed,
}
