namespace Farebox.Metering;

/// <summary>How a meter's events add up.</summary>
public enum Aggregation
{
    /// <summary>The sum of each component's field.</summary>
    Sum,

    /// <summary>One per event; the only component is <c>count</c>.</summary>
    Count,
}
