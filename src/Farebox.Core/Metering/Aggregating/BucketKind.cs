namespace Farebox.Metering.Aggregating;

/// <summary>What makes a bucket.</summary>
public enum BucketKind
{
    Minute,

    Hour,

    /// <summary>A calendar day of the zone.</summary>
    Day,

    /// <summary>A calendar month of the zone.</summary>
    Month,

    /// <summary>Every event is one.</summary>
    Event,

    /// <summary>The events that share a value, such as the upload they came with.</summary>
    Field,
}
