using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>One tally for every bucket of time that has a reading.</summary>
internal sealed class TimeBuckets(AggregationTerms terms, Period period, TimeZoneInfo zone) : BucketSet
{
    private readonly BucketCalendar _calendar = new(terms.Bucket!, zone);
    private readonly Dictionary<Period, Tally> _tallies = [];

    public override void Add(in Reading reading) => TallyOf(SpanOf(reading)).Add(reading);

    public override void Remove(in Reading reading)
    {
        var span = SpanOf(reading);
        if (!_tallies.TryGetValue(span, out var tally)) throw new InvalidOperationException("The reading was not added.");

        tally.Remove(reading);
        if (tally.Readings == 0) _tallies.Remove(span);
    }

    public override void Merge(BucketSet other)
    {
        foreach (var (span, tally) in ((TimeBuckets)other)._tallies) TallyOf(span).Merge(tally);
    }

    public override IReadOnlyList<BucketValue> Values(Carry before)
    {
        var hasAll = terms.GoesOn || terms.Empty == EmptyBuckets.Zero;
        var values = new List<BucketValue>(_tallies.Count);
        var none = Tally.For(terms, zone);
        foreach (var span in hasAll ? _calendar.In(period) : _tallies.Keys.OrderBy(span => span.Start))
        {
            var tally = _tallies.GetValueOrDefault(span, none);
            values.Add(new(span, null, tally.Value(span, before), tally.Readings));
            if (terms.GoesOn) before = tally.After(before);
        }

        return values;
    }

    private Period SpanOf(in Reading reading) => BucketCalendar.Cut(_calendar.Of(reading.At), period);

    private Tally TallyOf(Period span)
    {
        if (_tallies.TryGetValue(span, out var tally)) return tally;
        return _tallies[span] = Tally.For(terms, zone);
    }
}
