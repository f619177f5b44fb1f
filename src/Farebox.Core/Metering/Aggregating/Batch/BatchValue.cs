using System.Numerics;
using Farebox.Money;
using Farebox.Time;

namespace Farebox.Metering.Aggregating.Batch;

/// <summary>What sorted readings come to, by walking them.</summary>
internal static class BatchValue
{
    public static decimal Of(AggregationTerms terms, IReadOnlyList<Reading> sorted, Period span, Carry before) => (terms.Within ?? terms.Kind) switch
    {
        Aggregation.Sum => sorted.Aggregate(before.Level, (sum, reading) => Exact.Add(sum, reading.Quantity)),
        Aggregation.Count => sorted.Count,
        Aggregation.Max => sorted.Count == 0 ? 0m : sorted.Max(reading => reading.Quantity),
        Aggregation.Min => sorted.Count == 0 ? 0m : sorted.Min(reading => reading.Quantity),
        Aggregation.Average => sorted.Count == 0 ? 0m : BatchRounding.Divide(sorted.Aggregate(BigInteger.Zero, (sum, reading) => sum + Units(reading.Quantity)), sorted.Count * UnitsPerWhole, terms.Rounding),
        Aggregation.Latest => Clamped(Latest(sorted, before), terms.BelowZero),
        Aggregation.UniqueCount => Unique(terms, sorted, span, before),
        Aggregation.WeightedSum => Weighted(terms, sorted, span, before),
        _ => sorted.Count == 0 ? 0m : Percentile(terms, [.. sorted.Select(reading => reading.Quantity).Order()]),
    };

    /// <summary>What is there at the end.</summary>
    public static Carry After(AggregationTerms terms, IReadOnlyList<Reading> sorted, Carry before) => terms.Kind switch
    {
        Aggregation.UniqueCount => before with { Members = [.. Replay(sorted, before)] },
        Aggregation.Latest => before with { Level = Latest(sorted, before) },
        _ => before with { Level = sorted.Aggregate(before.Level, (level, reading) => Exact.Add(level, reading.Quantity)) },
    };

    // Sorted by time, order and operation; what a reading does with its key is no matter here.
    private static decimal Latest(IReadOnlyList<Reading> sorted, Carry before) =>
        sorted.Count == 0 ? before.Level : sorted.Where(reading => reading.At == sorted[^1].At && reading.Order == sorted[^1].Order).Max(reading => reading.Quantity);

    private static decimal Clamped(decimal level, BelowZero belowZero) => belowZero == BelowZero.Zero ? Math.Max(level, 0m) : level;

    private static HashSet<string> Replay(IEnumerable<Reading> sorted, Carry before)
    {
        HashSet<string> members = new(before.Members, StringComparer.Ordinal);
        foreach (var reading in sorted) _ = reading.Operation == ReadingOperation.Add ? members.Add(reading.Key!) : members.Remove(reading.Key!);
        return members;
    }

    private static decimal Unique(AggregationTerms terms, IReadOnlyList<Reading> sorted, Period span, Carry before)
    {
        if (terms.Unique == UniqueCounting.AtEnd) return Replay(sorted, before).Count;

        var added = sorted.Where(reading => reading.Operation == ReadingOperation.Add);
        if (terms.Unique == UniqueCounting.Ever) return added.Select(reading => reading.Key!).Union(before.Members, StringComparer.Ordinal).Count();

        // On each day: who was there when it began, and who came.
        var zone = terms.Zone ?? TimeZoneInfo.Utc;
        var (first, end) = LocalDays.Of(span, zone);
        var touched = 0;
        for (var day = first; day < end; day++)
        {
            var morning = Replay(sorted.Where(reading => LocalDays.Number(reading.At, zone) < day), before);
            touched += added.Where(reading => LocalDays.Number(reading.At, zone) == day).Select(reading => reading.Key!).Union(morning, StringComparer.Ordinal).Count();
        }

        return BatchRounding.Divide(touched, end - first, terms.Rounding);
    }

    private static decimal Weighted(AggregationTerms terms, IReadOnlyList<Reading> sorted, Period span, Carry before)
    {
        var zone = terms.Zone ?? TimeZoneInfo.Utc;
        var (start, end) = terms.WeightedBy == WeightedBy.Day ? LocalDays.Of(span, zone) : (span.Start.UtcTicks, span.End.UtcTicks);
        var (level, since, area) = (Units(before.Level), start, BigInteger.Zero);
        foreach (var reading in sorted)
        {
            var at = terms.WeightedBy == WeightedBy.Day ? LocalDays.Number(reading.At, zone) : reading.At.UtcTicks;
            area += level * (at - since);
            (level, since) = (level + Units(reading.Quantity), at);
        }

        return BatchRounding.Divide(area + (level * (end - since)), (end - start) * UnitsPerWhole, terms.Rounding);
    }

    private static decimal Percentile(AggregationTerms terms, decimal[] sorted)
    {
        var percent = terms.Percentile!.Value;
        if (terms.PercentileRule == PercentileRule.NearestRank)
            return sorted.First(value => sorted.Count(other => other <= value) * 100m >= percent * sorted.Length);

        var position = percent * (sorted.Length - 1) / 100m;
        var index = (int)decimal.Floor(position);
        if (terms.PercentileRule == PercentileRule.Lower || position == index) return sorted[index];

        var part = new BigInteger((position - index) * 100_000_000m);
        var whole = new BigInteger(100_000_000);
        return BatchRounding.Divide((Units(sorted[index]) * (whole - part)) + (Units(sorted[index + 1]) * part), whole * UnitsPerWhole, terms.Rounding);
    }

    private static BigInteger UnitsPerWhole => 1_000_000_000_000;

    // Twelve places, which the digits of a quantity allow.
    private static BigInteger Units(decimal quantity) => new(Exact.Multiply(quantity, 1_000_000_000_000m));
}
