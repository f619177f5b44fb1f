using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps the sum and divides it by the number of readings.</summary>
internal sealed class AverageTally(QuantityRounding rounding) : Tally
{
    private Int128 _units;

    public override decimal Value(Period span, Carry before) =>
        Readings == 0 ? 0m : QuantityUnits.Divide(_units, Readings * (Int128)Money.PowerOfTen.Long(QuantityUnits.Places), rounding);

    protected override void Count(in Reading reading, int times) => _units += times * QuantityUnits.Of(reading.Quantity);

    protected override void Join(Tally other) => _units += ((AverageTally)other)._units;
}
