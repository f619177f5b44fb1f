using System.Runtime.InteropServices;
using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Keeps how often each value was read.</summary>
internal sealed class PercentileTally(decimal percentile, PercentileRule rule, QuantityRounding rounding) : Tally
{
    // A percentile has 6 decimal places, and is of a hundred.
    private const long Whole = 100_000_000;

    private readonly Dictionary<decimal, long> _counts = [];
    private readonly long _share = (long)(percentile * 1_000_000m);

    public override decimal Value(Period span, Carry before)
    {
        if (Readings == 0) return 0m;

        var sorted = _counts.OrderBy(value => value.Key).ToArray();
        if (rule == PercentileRule.NearestRank) return At(sorted, (long)(((Int128)_share * Readings + Whole - 1) / Whole) - 1);

        var (position, rest) = Int128.DivRem((Int128)_share * (Readings - 1), Whole);
        var lower = At(sorted, (long)position);
        if (rule == PercentileRule.Lower || rest == 0) return lower;

        var upper = At(sorted, (long)position + 1);
        var between = (QuantityUnits.Of(lower) * (Whole - rest)) + (QuantityUnits.Of(upper) * rest);
        return QuantityUnits.Divide(between, Whole * (Int128)Money.PowerOfTen.Long(QuantityUnits.Places), rounding);
    }

    protected override void Count(in Reading reading, int times) => Take(reading.Quantity, times);

    protected override void Join(Tally other)
    {
        foreach (var (value, count) in ((PercentileTally)other)._counts) Take(value, count);
    }

    // Counted from zero; before the first is the first.
    private static decimal At(KeyValuePair<decimal, long>[] sorted, long index)
    {
        foreach (var (value, count) in sorted)
        {
            index -= count;
            if (index < 0) return value;
        }

        return sorted[^1].Key;
    }

    private void Take(decimal value, long times)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _);
        count += times;
        if (count == 0) _counts.Remove(value);
    }
}
