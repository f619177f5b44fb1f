using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps the reading with the latest time; of one instant the one with the larger order, then the larger quantity.</summary>
internal sealed class LatestTally(BelowZero belowZero) : Tally
{
    private (long At, long Order, decimal Quantity)? _latest;

    public override decimal Value(Period span, Carry before)
    {
        var level = _latest?.Quantity ?? before.Level;
        return level < 0m && belowZero == BelowZero.Zero ? 0m : level;
    }

    // As it was read: what a reading below zero counts as is not what is handed on.
    public override Carry After(Carry before) => _latest is { } latest ? before with { Level = latest.Quantity } : before;

    protected override void Count(in Reading reading, int times) => Take((reading.At.UtcTicks, reading.Order, reading.Quantity));

    protected override void Join(Tally other)
    {
        if (((LatestTally)other)._latest is { } latest) Take(latest);
    }

    private void Take((long At, long Order, decimal Quantity) reading)
    {
        if (_latest is not { } latest || reading.CompareTo(latest) > 0) _latest = reading;
    }
}
