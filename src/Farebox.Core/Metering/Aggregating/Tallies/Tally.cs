using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>What is kept of the readings of one bucket or period. It does not depend on the order they came in.</summary>
internal abstract class Tally
{
    public long Readings { get; private set; }

    public static Tally For(AggregationTerms terms, TimeZoneInfo zone) => Kind(terms) switch
    {
        Aggregation.Sum => new SumTally(),
        Aggregation.Count => new CountTally(),
        Aggregation.Max => new ExtremeTally(1),
        Aggregation.Min => new ExtremeTally(-1),
        Aggregation.Average => new AverageTally(terms.Rounding),
        Aggregation.Latest => new LatestTally(terms.BelowZero),
        Aggregation.UniqueCount when terms.Unique == UniqueCounting.Days => new UniqueDaysTally(zone, terms.Rounding),
        Aggregation.UniqueCount => new UniqueTally(terms.Unique),
        Aggregation.WeightedSum => new WeightedTally(terms.WeightedBy, zone, terms.Rounding),
        _ => new PercentileTally(terms.Percentile ?? 0m, terms.PercentileRule, terms.Rounding),
    };

    /// <summary>Whether a reading can be taken back out of such a tally.</summary>
    public static bool CanRemove(AggregationTerms terms) => Kind(terms) is
        Aggregation.Sum or Aggregation.Count or Aggregation.Average or Aggregation.WeightedSum or Aggregation.Percentile;

    public void Add(in Reading reading)
    {
        Count(reading, 1);
        Readings++;
    }

    public void Remove(in Reading reading)
    {
        Count(reading, -1);
        Readings--;
    }

    public void Merge(Tally other)
    {
        Join(other);
        Readings += other.Readings;
    }

    /// <param name="span">The bucket or period.</param>
    /// <param name="before">What was there when it began.</param>
    public abstract decimal Value(Period span, Carry before);

    /// <summary>What is there when it ends.</summary>
    public virtual Carry After(Carry before) => before;

    /// <param name="times">1, or −1 to take the reading back where that can be.</param>
    protected abstract void Count(in Reading reading, int times);

    /// <param name="other">One of the same type.</param>
    protected abstract void Join(Tally other);

    private static Aggregation Kind(AggregationTerms terms) => terms.Within ?? terms.Kind;
}
