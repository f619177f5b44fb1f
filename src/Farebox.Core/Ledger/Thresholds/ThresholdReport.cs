namespace Farebox.Ledger.Thresholds;

/// <summary>What is said of several thresholds that are crossed at once.</summary>
public enum ThresholdReport
{
    /// <summary>Every level, and a step once however many of its multiples.</summary>
    All,

    /// <summary>Every level, and every multiple of a step by its own value.</summary>
    EachMultiple,

    /// <summary>Only the one furthest along; of equal ones the one that is written last.</summary>
    Furthest,
}
