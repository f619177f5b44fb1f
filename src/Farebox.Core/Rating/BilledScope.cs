namespace Farebox.Rating;

/// <summary>What a billed quantity is rounded over.</summary>
public enum BilledScope
{
    /// <summary>The running total of the period.</summary>
    Period,

    /// <summary>Each event (each start) by itself.</summary>
    Event,
}
