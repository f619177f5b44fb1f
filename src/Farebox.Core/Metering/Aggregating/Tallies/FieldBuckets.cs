using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>One tally for every value of a field.</summary>
internal sealed class FieldBuckets(AggregationTerms terms, Period period, TimeZoneInfo zone) : BucketSet
{
    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    public override void Add(in Reading reading) => TallyOf(reading.Group ?? "").Add(reading);

    public override void Remove(in Reading reading)
    {
        var group = reading.Group ?? "";
        if (!_tallies.TryGetValue(group, out var tally)) throw new InvalidOperationException("The reading was not added.");

        tally.Remove(reading);
        if (tally.Readings == 0) _tallies.Remove(group);
    }

    public override void Merge(BucketSet other)
    {
        foreach (var (group, tally) in ((FieldBuckets)other)._tallies) TallyOf(group).Merge(tally);
    }

    public override IReadOnlyList<BucketValue> Values(Carry before) =>
    [
        .. _tallies.OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new BucketValue(period, group.Key, group.Value.Value(period, before), group.Value.Readings)),
    ];

    private Tally TallyOf(string group)
    {
        if (_tallies.TryGetValue(group, out var tally)) return tally;
        return _tallies[group] = Tally.For(terms, zone);
    }
}
