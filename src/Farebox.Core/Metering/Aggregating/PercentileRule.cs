namespace Farebox.Metering.Aggregating;

/// <summary>Which value is the percentile of n sorted readings. Systems differ, and so do bills.</summary>
public enum PercentileRule
{
    /// <summary>The smallest reading that at least so many percent do not exceed: number ⌈p·n⌉.</summary>
    NearestRank,

    /// <summary>The reading at or below position p·(n − 1), counted from zero.</summary>
    Lower,

    /// <summary>Between the readings around that position, in proportion.</summary>
    Linear,
}
