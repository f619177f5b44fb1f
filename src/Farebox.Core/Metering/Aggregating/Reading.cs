namespace Farebox.Metering.Aggregating;

/// <summary>What one event brings to one component of a meter. A repetition of an event is kept out before, by its identity.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Order">
/// Decides between readings of the same instant. It comes from the reading (a sequence number of its producer), or is zero; a number that says
/// when it arrived would make the quantity depend on that.
/// </param>
/// <param name="Quantity">What it measures; a unique count and a count ignore it. At most 15 integer digits and 12 decimal places.</param>
/// <param name="Key">What a unique count counts.</param>
/// <param name="Operation">What becomes of the key.</param>
public readonly record struct Reading(
    DateTimeOffset At, long Order, decimal Quantity, string? Key = null, ReadingOperation Operation = ReadingOperation.Add)
{
    /// <summary>The value that names its bucket, where events are bucketed by a field.</summary>
    public string? Group { get; init; }
}
