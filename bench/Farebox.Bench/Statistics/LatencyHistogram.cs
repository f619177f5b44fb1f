using System.Diagnostics;
using System.Numerics;

namespace Farebox.Bench.Statistics;

/// <summary>Counts latencies in microseconds in buckets that are never wider than 0.8 % of their value; recording allocates nothing.</summary>
/// <remarks>Not safe for several writers: each thread records into its own and <see cref="Add"/> joins them afterwards.</remarks>
public sealed class LatencyHistogram
{
    /// <summary>Everything at or above this (about 18 minutes) is counted as this.</summary>
    public const long MicrosecondsMax = (1L << 30) - 1;

    private const int PrecisionBits = 7;
    private const int BucketsPerDoubling = 1 << PrecisionBits;

    private readonly long[] _counts = new long[BucketOf(MicrosecondsMax) + 1];

    public long Count { get; private set; }

    public void Record(long microseconds)
    {
        _counts[BucketOf(Math.Clamp(microseconds, 0, MicrosecondsMax))]++;
        Count++;
    }

    /// <summary>Records the span between two readings of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public void RecordSpan(long from, long to) => Record((to - from) / (Stopwatch.Frequency / 1_000_000));

    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++) _counts[bucket] += other._counts[bucket];
        Count += other.Count;
    }

    /// <summary>The smallest recorded latency that at least this share (0 to 1) of all do not exceed; 0 when nothing was recorded.</summary>
    public double Milliseconds(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted) return HighestOf(bucket) / 1000.0;
        }

        return 0;
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < 2 * BucketsPerDoubling) return (int)microseconds;
        var doublings = BitOperations.Log2((ulong)microseconds) - PrecisionBits;
        return (doublings * BucketsPerDoubling) + (int)(microseconds >> doublings);
    }

    private static long HighestOf(int bucket)
    {
        if (bucket < 2 * BucketsPerDoubling) return bucket;
        var doublings = (bucket / BucketsPerDoubling) - 1;
        var leading = bucket - (doublings * BucketsPerDoubling);
        return ((long)(leading + 1) << doublings) - 1;
    }
}
