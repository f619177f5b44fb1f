using System.Globalization;
using Farebox.Metering.Aggregating;
using Farebox.Time;

namespace Farebox.Tests.Metering.Aggregating;

/// <summary>Readings and periods in few words.</summary>
internal static class Read
{
    public static Period August { get; } = Between("2023-08-01T00:00:00Z", "2023-09-01T00:00:00Z");

    public static Period Between(string start, string end) => new(Instant(start), Instant(end));

    public static DateTimeOffset Instant(string text) => Rfc3339.TryParse(text, out var instant) ? instant : throw new FormatException(text);

    public static Reading At(string time, decimal quantity) => new(Instant(time), 0, quantity);

    public static Reading Key(string time, string key, ReadingOperation operation = ReadingOperation.Add) => new(Instant(time), 0, 1m, key, operation);

    /// <summary>Readings an hour apart from the beginning of the period.</summary>
    public static Reading[] Hourly(Period period, params decimal[] quantities) =>
        [.. quantities.Select((quantity, hour) => new Reading(period.Start.AddHours(hour), 0, quantity))];

    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    /// <summary>The quantity, which both ways of computing it agree on.</summary>
    public static decimal Value(AggregationTerms terms, Period period, IEnumerable<Reading> readings, Carry? carried = null)
    {
        var all = readings.ToArray();
        var aggregator = Filled(terms, period, all, carried);
        var value = aggregator.Value();

        Assert.Equal(Aggregate.Of(terms, all, period, carried), value);
        Assert.Equal(Aggregate.Buckets(terms, all, period, carried), aggregator.Buckets());
        return value;
    }

    public static decimal[] Buckets(AggregationTerms terms, Period period, IEnumerable<Reading> readings, Carry? carried = null)
    {
        var all = readings.ToArray();
        var buckets = Filled(terms, period, all, carried).Buckets();

        Assert.Equal(Aggregate.Buckets(terms, all, period, carried), buckets);
        return [.. buckets.Select(bucket => bucket.Value)];
    }

    public static Aggregator Filled(AggregationTerms terms, Period period, IEnumerable<Reading> readings, Carry? carried = null)
    {
        var aggregator = new Aggregator(terms, period, carried);
        foreach (var reading in readings) aggregator.Add(reading);
        return aggregator;
    }

    public static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
