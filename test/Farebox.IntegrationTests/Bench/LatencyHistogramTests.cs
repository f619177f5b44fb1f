using System.Diagnostics;
using Farebox.Bench.Statistics;

namespace Farebox.IntegrationTests.Bench;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_histogram_has_no_latency() => Assert.Equal(0, new LatencyHistogram().Milliseconds(0.99));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1_000)]
    [InlineData(123_456)]
    [InlineData(LatencyHistogram.MicrosecondsMax)]
    public void A_latency_is_read_back_within_a_hundredth_and_never_too_low(long microseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(microseconds);

        Assert.InRange(histogram.Milliseconds(0.5), microseconds / 1000.0, microseconds * 1.01 / 1000.0);
    }

    [Fact]
    public void A_percentile_is_the_latency_that_this_share_does_not_exceed()
    {
        var histogram = new LatencyHistogram();
        for (var microseconds = 1; microseconds <= 100; microseconds++) histogram.Record(microseconds);

        Assert.Equal([0.05, 0.099, 0.1], new[] { 0.50, 0.99, 1.0 }.Select(histogram.Milliseconds));
    }

    [Fact]
    public void Every_bucket_follows_the_one_before_without_a_gap()
    {
        var last = 0.0;
        for (var microseconds = 1L; microseconds < 2_000_000; microseconds += 1 + (microseconds / 500))
        {
            var histogram = new LatencyHistogram();
            histogram.Record(microseconds);
            Assert.True(histogram.Milliseconds(1) >= last, $"{microseconds} µs is read as less than what came before it.");
            last = histogram.Milliseconds(1);
        }
    }

    [Fact]
    public void What_is_longer_than_the_longest_is_counted_as_the_longest()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(long.MaxValue);

        Assert.Equal(1, histogram.Count);
        Assert.Equal(LatencyHistogram.MicrosecondsMax / 1000.0, histogram.Milliseconds(1));
    }

    [Fact]
    public void A_joined_histogram_counts_both()
    {
        var (left, right) = (new LatencyHistogram(), new LatencyHistogram());
        left.Record(10);
        right.Record(20);
        left.Add(right);

        Assert.Equal(2, left.Count);
        Assert.Equal([0.01, 0.02], new[] { 0.5, 1.0 }.Select(left.Milliseconds));
    }

    [Fact]
    public void A_span_of_stopwatch_readings_is_recorded_in_microseconds()
    {
        var histogram = new LatencyHistogram();
        histogram.RecordSpan(0, Stopwatch.Frequency / 10_000);

        Assert.Equal(0.1, histogram.Milliseconds(1));
    }
}
