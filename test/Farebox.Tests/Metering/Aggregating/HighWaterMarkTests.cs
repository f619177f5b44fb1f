using Farebox.Metering;
using Farebox.Metering.Aggregating;
using Farebox.Time;

namespace Farebox.Tests.Metering.Aggregating;

/// <summary>Datadog's bill: hourly counts sorted, the top one percent of the hours dropped, the next hour billed for the whole month.</summary>
public sealed class HighWaterMarkTests
{
    private static readonly AggregationTerms Hosts = new(Aggregation.HighWaterMark);
    private static readonly AggregationTerms Profiler = Hosts with { DropRounding = DropRounding.Up };

    [Theory]
    [InlineData("2026-04-01", "2026-05-01", 8, 9, 8)]
    [InlineData("2026-01-01", "2026-02-01", 8, 9, 8)]
    [InlineData("2026-02-01", "2026-03-01", 7, 8, 8)]
    [InlineData("2028-02-01", "2028-03-01", 7, 8, 8)]
    public void The_highest_hour_that_is_billed_depends_on_how_a_hundredth_of_the_hours_is_rounded(string start, string end, int down, int up, int nearest)
    {
        var month = Read.Between($"{start}T00:00:00Z", $"{end}T00:00:00Z");
        var hours = (int)(month.End - month.Start).TotalHours;
        var readings = Read.Hourly(month, [.. Enumerable.Range(1, hours).Select(rank => (decimal)(hours + 1 - rank))]);

        // The hour with the n-th highest count has the count hours + 1 − n.
        Assert.Equal(hours + 1 - down, Read.Value(Hosts, month, readings));
        Assert.Equal(hours + 1 - up, Read.Value(Profiler, month, readings));
        Assert.Equal(hours + 1 - nearest, Read.Value(Hosts with { DropRounding = DropRounding.Nearest }, month, readings));
    }

    [Theory]
    [InlineData(7, "50")]
    [InlineData(8, "200")]
    [InlineData(120, "200")]
    public void A_peak_is_billed_for_the_whole_month_once_it_lasts_longer_than_what_is_dropped(int peakHours, string expected)
    {
        var readings = Read.Hourly(Read.August, [.. Enumerable.Range(0, 744).Select(hour => hour < peakHours ? 200m : 50m)]);

        Assert.Equal(Read.Number(expected), Read.Value(Hosts, Read.August, readings));
    }

    [Theory]
    [InlineData(EmptyBuckets.Zero, "0")]
    [InlineData(EmptyBuckets.Skip, "3")]
    public void Hours_without_readings_are_hours_of_zero_unless_they_are_left_out(EmptyBuckets empty, string expected) =>
        Assert.Equal(Read.Number(expected), Read.Value(Hosts with { Empty = empty }, Read.August, Read.Hourly(Read.August, 1, 2, 3)));

    [Fact]
    public void Within_an_hour_the_largest_reading_counts_or_what_else_is_said()
    {
        Reading[] hour =
        [
            Read.At("2023-08-01T00:00:00Z", 4), Read.At("2023-08-01T00:20:00Z", 9), Read.At("2023-08-01T00:40:00Z", 5),
        ];
        var skip = Hosts with { Empty = EmptyBuckets.Skip };

        Assert.Equal(9m, Read.Value(skip, Read.August, hour));
        Assert.Equal(18m, Read.Value(skip with { Within = Aggregation.Sum }, Read.August, hour));
        Assert.Equal(6m, Read.Value(skip with { Within = Aggregation.Average }, Read.August, hour));
        Assert.Equal(5m, Read.Value(skip with { Within = Aggregation.Latest }, Read.August, hour));
        Assert.Equal(3m, Read.Value(skip with { Within = Aggregation.Count }, Read.August, hour));
    }

    [Fact]
    public void Hosts_that_report_themselves_are_counted_once_an_hour()
    {
        Reading[] reports =
        [
            Read.Key("2023-08-01T00:00:00Z", "web-1"), Read.Key("2023-08-01T00:30:00Z", "web-1"), Read.Key("2023-08-01T00:30:00Z", "web-2"),
            Read.Key("2023-08-01T01:00:00Z", "web-3"),
        ];

        Assert.Equal(2m, Read.Value(Hosts with { Within = Aggregation.UniqueCount, Empty = EmptyBuckets.Skip }, Read.August, reports));
    }

    [Fact]
    public void Five_minute_samples_with_a_twentieth_dropped_are_the_95th_percentile_of_bandwidth()
    {
        var hour = Read.Between("2023-08-01T00:00:00Z", "2023-08-01T01:40:00Z");
        var terms = Hosts with { Bucket = Bucket.Minutes(5), Within = Aggregation.Sum, DropShare = 0.05m };
        var samples = Enumerable.Range(1, 20).Select(sample => new Reading(hour.Start.AddMinutes((sample - 1) * 5), 0, sample));

        Assert.Equal(19m, Read.Value(terms, hour, samples));
        Assert.Equal(20m, Read.Value(terms with { DropShare = 0m }, hour, samples));
    }

    [Fact]
    public void However_much_is_dropped_one_hour_is_left()
    {
        var hour = Read.Between("2023-08-01T00:00:00Z", "2023-08-01T01:00:00Z");

        Assert.Equal(6m, Read.Value(Profiler, hour, [Read.At("2023-08-01T00:10:00Z", 6)]));
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00", 743)]
    [InlineData("2026-10-01T00:00:00", 745)]
    public void A_month_in_which_clocks_change_has_an_hour_less_or_more(string start, int hours)
    {
        var zone = Read.Zone("Europe/Berlin");
        var first = DateOnly.FromDateTime(DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        Period month = new(LocalDays.Start(first.DayNumber, zone), LocalDays.Start(first.AddMonths(1).DayNumber, zone));

        Assert.Equal(hours, Read.Buckets(Hosts with { Zone = zone }, month, []).Length);
    }
}
