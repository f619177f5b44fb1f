namespace Farebox.Metering.Aggregating;

/// <summary>What becomes of a bucket of time without readings.</summary>
public enum EmptyBuckets
{
    /// <summary>It takes no part in minimum, average, or the number of hours.</summary>
    Skip,

    /// <summary>It takes part with the value of no readings, which is zero.</summary>
    Zero,
}
