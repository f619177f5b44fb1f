namespace Farebox.Metering.Aggregating;

/// <summary>From when on a change of level counts in a weighted sum.</summary>
public enum WeightedBy
{
    /// <summary>From its own instant.</summary>
    Time,

    /// <summary>From the beginning of its day, and the period is counted in days: a change counts for its first day whole.</summary>
    Day,
}
