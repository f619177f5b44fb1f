using Farebox.Time;

namespace Farebox.Metering.Aggregating;

/// <summary>The quantity of one period, kept up to date reading by reading. In whatever order they come, it is the same.</summary>
/// <remarks>
/// Not safe for several threads: give each its own and <see cref="Merge"/> them. It does not know events: a repetition is kept out before.
/// </remarks>
public sealed class Aggregator
{
    private readonly List<Reading> _readings = [];
    private readonly Carry _carried;

    /// <param name="carried">What the period before handed on; ignored unless the terms carry over.</param>
    /// <exception cref="ArgumentException">The terms do not go together.</exception>
    public Aggregator(AggregationTerms terms, Period period, Carry? carried = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        (Terms, Period, _carried) = (terms.Checked(), period, carried ?? Carry.Nothing);
    }

    public AggregationTerms Terms { get; }

    public Period Period { get; }

    /// <summary>How many readings were added.</summary>
    public long Readings { get; private set; }

    /// <summary>Whether a reading that was added can be taken back.</summary>
    public bool CanRemove => Terms.Kind is Aggregation.Sum or Aggregation.Count;

    /// <exception cref="ArgumentOutOfRangeException">It happened outside the period, or has too many digits.</exception>
    public void Add(in Reading reading)
    {
        if (!Period.Contains(reading.At)) throw new ArgumentOutOfRangeException(nameof(reading), $"{reading.At:O} is outside the period.");
        _readings.Add(reading);
        Readings++;
    }

    /// <summary>Takes back a reading that was added, as it was added.</summary>
    /// <exception cref="InvalidOperationException">This aggregation forgets readings; see <see cref="CanRemove"/>.</exception>
    public void Remove(in Reading reading)
    {
        _readings.Remove(reading);
        Readings--;
    }

    /// <summary>Adds all that the other one was given. Both must have the same terms and period; what was carried in is this one's.</summary>
    /// <exception cref="ArgumentException">They have not.</exception>
    public void Merge(Aggregator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _readings.AddRange(other._readings);
        Readings += other.Readings;
    }

    /// <summary>The quantity of the period.</summary>
    /// <exception cref="OverflowException">It has more digits than a decimal.</exception>
    public decimal Value() => Aggregate.Of(Terms, _readings, Period, _carried);

    /// <summary>The buckets in their order: of time by time, of a field by its text, of events by time. Without a bucket: the period.</summary>
    public IReadOnlyList<BucketValue> Buckets() => Aggregate.Buckets(Terms, _readings, Period, _carried);

    /// <summary>What is priced: each bucket where buckets are priced by themselves, else the quantity of the period.</summary>
    public IReadOnlyList<BucketValue> Priced() =>
        Terms.Combine is BucketCombine.Each or BucketCombine.Change ? Buckets() : [new(Period, null, Value(), Readings)];

    /// <summary>What the next period is handed.</summary>
    public Carry Carried() => _carried;
}
