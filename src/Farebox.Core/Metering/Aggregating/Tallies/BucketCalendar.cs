using Farebox.Time;

namespace Farebox.Metering.Aggregating.Tallies;

/// <summary>Which bucket of time an instant is in, in a zone.</summary>
internal sealed class BucketCalendar(Bucket bucket, TimeZoneInfo zone)
{
    private readonly long _length = TimeSpan.TicksPerMinute * bucket.Every * (bucket.Kind == BucketKind.Hour ? 60 : 1);

    // Readings mostly come in the order of their time.
    private Period? _last;

    public Period Of(DateTimeOffset instant)
    {
        if (_last is { } last && last.Contains(instant)) return last;

        var day = LocalDays.Number(instant, zone);
        var found = bucket.Kind == BucketKind.Month ? Month(day) : new(LocalDays.Start(day, zone), LocalDays.Start(day + 1, zone));
        if (bucket.Kind is BucketKind.Hour or BucketKind.Minute) found = Part(found, instant);
        _last = found;
        return found;
    }

    /// <summary>The buckets of a period in their order, the first and the last cut to it.</summary>
    public IEnumerable<Period> In(Period period)
    {
        for (var next = period.Start; next < period.End;)
        {
            var cut = Cut(Of(next), period);
            yield return cut;
            next = cut.End;
        }
    }

    public static Period Cut(Period bucket, Period period) =>
        new(bucket.Start > period.Start ? bucket.Start : period.Start, bucket.End < period.End ? bucket.End : period.End);

    private Period Month(int day)
    {
        var date = DateOnly.FromDayNumber(day);
        var first = date.AddDays(1 - date.Day);
        return new(LocalDays.Start(first.DayNumber, zone), LocalDays.Start(first.AddMonths(1).DayNumber, zone));
    }

    private Period Part(Period day, DateTimeOffset instant)
    {
        var start = day.Start.AddTicks((instant - day.Start).Ticks / _length * _length);
        var end = start.AddTicks(_length);
        return new(start, end < day.End ? end : day.End);
    }
}
