using Farebox.Bench.Statistics;

namespace Farebox.Bench.Run;

/// <summary>What one caller was answered. Used by one caller at a time.</summary>
public sealed class CallerTally(MeasuredWindow window)
{
    public LatencyHistogram Latency { get; } = new();

    public long Operations { get; private set; }

    public long OperationsInAll { get; private set; }

    /// <summary>Operations that were asked for together at one instant and answered together at another. Each waited that long.</summary>
    public void Add(long from, long to, int operations)
    {
        OperationsInAll += operations;
        if (!window.Contains(to)) return;

        Operations += operations;
        Latency.RecordSpan(from, to);
    }
}
