using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps the largest or the smallest reading.</summary>
/// <param name="sign">1 for the largest, −1 for the smallest.</param>
internal sealed class ExtremeTally(int sign) : Tally
{
    private decimal? _extreme;

    public override decimal Value(Period span, Carry before) => _extreme ?? 0m;

    protected override void Count(in Reading reading, int times) => Take(reading.Quantity);

    protected override void Join(Tally other)
    {
        if (((ExtremeTally)other)._extreme is { } extreme) Take(extreme);
    }

    private void Take(decimal quantity)
    {
        if (_extreme is not { } extreme || quantity.CompareTo(extreme) * sign > 0) _extreme = quantity;
    }
}
