using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps nothing: the number of readings is what it counts.</summary>
internal sealed class CountTally : Tally
{
    public override decimal Value(Period span, Carry before) => Readings;

    protected override void Count(in Reading reading, int times)
    {
    }

    protected override void Join(Tally other)
    {
    }
}
