using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps the sum.</summary>
internal sealed class SumTally : Tally
{
    private Int128 _units;

    public override decimal Value(Period span, Carry before) => QuantityUnits.ToDecimal(QuantityUnits.OfTotal(before.Level) + _units);

    public override Carry After(Carry before) => before with { Level = QuantityUnits.ToDecimal(QuantityUnits.OfTotal(before.Level) + _units) };

    protected override void Count(in Reading reading, int times) => _units += times * QuantityUnits.Of(reading.Quantity);

    protected override void Join(Tally other) => _units += ((SumTally)other)._units;
}
