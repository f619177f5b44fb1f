using Farebox.Metering.Aggregating.Tallies;
using Farebox.Time;

namespace Farebox.Metering.Aggregating;

/// <summary>The quantity of one period, kept up to date reading by reading. In whatever order they come, it is the same.</summary>
/// <remarks>
/// <para>It does not know events: a repetition is kept out before, by its identity. Not safe for several threads: give each its own, and
/// <see cref="Merge"/> them.</para>
/// <para>Memory, for the period or for each bucket of it that has a reading: a few numbers; for a unique count each key (and day, where days are
/// counted); for a percentile each different value. A bucket per event keeps every event.</para>
/// </remarks>
public sealed class Aggregator
{
    private readonly Carry _before;
    private readonly Tally? _whole;
    private readonly BucketSet? _buckets;
    private readonly Tally _none;

    /// <param name="carried">What the period before handed on; ignored unless the terms carry over.</param>
    /// <exception cref="ArgumentException">The terms do not go together.</exception>
    public Aggregator(AggregationTerms terms, Period period, Carry? carried = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        (Terms, Period) = (terms.Checked(), period);
        _before = terms.CarryOver && carried is not null ? carried : Carry.Nothing;

        var zone = terms.Zone ?? TimeZoneInfo.Utc;
        _none = Tally.For(terms, zone);
        _buckets = BucketSet.For(terms, period, zone);
        if (_buckets is null || terms.CarryOver || IsOverReadings) _whole = Tally.For(terms, zone);
    }

    public AggregationTerms Terms { get; }

    public Period Period { get; }

    /// <summary>How many readings there are.</summary>
    public long Readings { get; private set; }

    /// <summary>Whether a reading that was added can be taken back; a maximum, for one, does not remember the second largest.</summary>
    public bool CanRemove => Tally.CanRemove(Terms);

    private bool IsOverReadings => Terms.Combine == BucketCombine.Readings && Terms.Kind != Aggregation.HighWaterMark;

    /// <exception cref="ArgumentOutOfRangeException">It happened outside the period, or has too many digits.</exception>
    /// <exception cref="ArgumentException">It has no key where keys are counted.</exception>
    public void Add(in Reading reading)
    {
        Check(reading);
        _whole?.Add(reading);
        _buckets?.Add(reading);
        Readings++;
    }

    /// <summary>Takes back a reading as it was added.</summary>
    /// <exception cref="InvalidOperationException">This aggregation forgets readings (see <see cref="CanRemove"/>), or it is seen that it was never added.</exception>
    public void Remove(in Reading reading)
    {
        if (!CanRemove) throw new InvalidOperationException($"{AggregationRules.A(Terms.Kind)} does not keep what it would need to take a reading back.");
        if (Readings == 0) throw new InvalidOperationException("The reading was not added.");

        Check(reading);
        _buckets?.Remove(reading);
        _whole?.Remove(reading);
        Readings--;
    }

    /// <summary>Adds all that the other one was given. What was carried in is this one's.</summary>
    /// <exception cref="ArgumentException">It has other terms or another period.</exception>
    public void Merge(Aggregator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Terms != Terms || other.Period != Period) throw new ArgumentException("Only parts of one quantity are merged.", nameof(other));

        if (other._whole is not null) _whole?.Merge(other._whole);
        if (other._buckets is not null) _buckets?.Merge(other._buckets);
        Readings += other.Readings;
    }

    /// <summary>The quantity of the period.</summary>
    /// <exception cref="OverflowException">It has more digits than a decimal.</exception>
    public decimal Value() => IsOverReadings || _buckets is null ? _whole!.Value(Period, _before) : Combination.Of(Terms, Buckets());

    /// <summary>The buckets in their order: of time by time, of a field by its text, of events by time. Without a bucket: the period.</summary>
    public IReadOnlyList<BucketValue> Buckets()
    {
        if (_buckets is null) return [new(Period, null, _whole!.Value(Period, _before), Readings)];

        var values = _buckets.Values(_before);
        return Terms.Combine == BucketCombine.Change ? Combination.Changes(values, _none.Value(Period, _before)) : values;
    }

    /// <summary>What is priced: each bucket where buckets are priced by themselves, else the quantity of the period.</summary>
    public IReadOnlyList<BucketValue> Priced() =>
        Terms.Combine is BucketCombine.Each or BucketCombine.Change ? Buckets() : [new(Period, null, Value(), Readings)];

    /// <summary>What the next period is handed; nothing unless the terms carry over.</summary>
    public Carry Carried() => Terms.CarryOver ? _whole!.After(_before) : Carry.Nothing;

    private void Check(in Reading reading)
    {
        if (!Period.Contains(reading.At)) throw new ArgumentOutOfRangeException(nameof(reading), reading.At, "The reading happened outside the period.");
        if (Terms.CountsKeys && reading.Key is null) throw new ArgumentException("A reading of a unique count has a key.", nameof(reading));
        if (!Terms.IsCounted) QuantityUnits.Of(reading.Quantity);
    }
}
