using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Every reading is a bucket, so all of them are kept.</summary>
internal sealed class EventBuckets(AggregationTerms terms, TimeZoneInfo zone) : BucketSet
{
    private readonly List<Reading> _readings = [];

    public override void Add(in Reading reading) => _readings.Add(reading);

    public override void Remove(in Reading reading)
    {
        var last = _readings.LastIndexOf(reading);
        if (last < 0) throw new InvalidOperationException("The reading was not added.");
        _readings.RemoveAt(last);
    }

    public override void Merge(BucketSet other) => _readings.AddRange(((EventBuckets)other)._readings);

    public override IReadOnlyList<BucketValue> Values(Carry before) =>
        [.. _readings.OrderBy(reading => reading.At).ThenBy(reading => reading.Order).ThenBy(reading => reading.Quantity).Select(reading => ValueOf(reading, before))];

    private BucketValue ValueOf(Reading reading, Carry before)
    {
        var tally = Tally.For(terms, zone);
        tally.Add(reading);
        var at = reading.At.ToUniversalTime();
        Period span = new(at, at.AddTicks(1));
        return new(span, null, tally.Value(span, before), 1);
    }
}
