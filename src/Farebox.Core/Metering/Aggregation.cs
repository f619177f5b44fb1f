namespace Farebox.Metering;

/// <summary>How a meter's readings become one quantity. Sum and count add up event by event; the others are known when the period is over.</summary>
public enum Aggregation
{
    /// <summary>The sum of each component's field.</summary>
    Sum,

    /// <summary>One per event; the only component is <c>count</c>.</summary>
    Count,

    /// <summary>The largest reading; zero where there is none.</summary>
    Max,

    /// <summary>The smallest reading; zero where there is none.</summary>
    Min,

    /// <summary>The sum of the readings over their number; zero where there is none.</summary>
    Average,

    /// <summary>The reading with the latest time, whenever it arrived; zero where there is none.</summary>
    Latest,

    /// <summary>How many different keys there were, or are at the end; the only component is <c>count</c>.</summary>
    UniqueCount,

    /// <summary>Readings change a level; the level times how long it lasted, over the length of the period.</summary>
    WeightedSum,

    /// <summary>The reading that so many percent of the readings do not exceed; zero where there is none.</summary>
    Percentile,

    /// <summary>A measurement for every hour; the largest that is left when a share of the highest hours is dropped.</summary>
    HighWaterMark,
}
