namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>What was last done with a key. Of one instant and order, a removal comes after an addition.</summary>
/// <param name="At">When, in ticks.</param>
/// <param name="WasAdded">Whether it was added at any time.</param>
internal readonly record struct LastOperation(long At, long Order, ReadingOperation Operation, bool WasAdded)
{
    public static LastOperation Of(in Reading reading) =>
        new(reading.At.UtcTicks, reading.Order, reading.Operation, reading.Operation == ReadingOperation.Add);

    public bool IsMember => Operation == ReadingOperation.Add;

    public LastOperation With(LastOperation other)
    {
        var last = (At, Order, Operation).CompareTo((other.At, other.Order, other.Operation)) >= 0 ? this : other;
        return last with { WasAdded = WasAdded || other.WasAdded };
    }
}
