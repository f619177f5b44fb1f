using System.Numerics;
using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps the sum of changes, and the sum of each change times when it was: from these follows the area under the level.</summary>
internal sealed class WeightedTally(WeightedBy by, TimeZoneInfo zone, QuantityRounding rounding) : Tally
{
    private Int128 _units;
    private BigInteger _moment;

    public override decimal Value(Period span, Carry before)
    {
        var (start, end) = by == WeightedBy.Day ? LocalDays.Of(span, zone) : (span.Start.UtcTicks, span.End.UtcTicks);

        // Each change lasts from when it was to the end.
        var area = (QuantityUnits.OfTotal(before.Level) * (BigInteger)(end - start)) + ((BigInteger)_units * end) - _moment;
        return QuantityUnits.Divide(area, (BigInteger)(end - start) * Money.PowerOfTen.Long(QuantityUnits.Places), rounding);
    }

    public override Carry After(Carry before) => before with { Level = QuantityUnits.ToDecimal(QuantityUnits.OfTotal(before.Level) + _units) };

    protected override void Count(in Reading reading, int times)
    {
        var units = times * QuantityUnits.Of(reading.Quantity);
        _units += units;
        _moment += units * (BigInteger)(by == WeightedBy.Day ? LocalDays.Number(reading.At, zone) : reading.At.UtcTicks);
    }

    protected override void Join(Tally other)
    {
        var weighted = (WeightedTally)other;
        (_units, _moment) = (_units + weighted._units, _moment + weighted._moment);
    }
}
