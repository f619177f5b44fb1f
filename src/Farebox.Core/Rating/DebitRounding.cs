namespace Farebox.Rating;

/// <summary>When an exact price becomes an amount of its asset.</summary>
public enum DebitRounding
{
    /// <summary>At every event by itself: half a smallest unit is rounded away from zero.</summary>
    Event,

    /// <summary>
    /// At every event, over all of its meter's events in the period: the debit is the rounded running total without what was debited
    /// before, so that a period of small events is off by half a smallest unit at most.
    /// </summary>
    Cumulative,
}
