namespace Farebox.Bench.Run;

/// <summary>The figures of one row in one round.</summary>
public sealed record RoundReading(
    double PerSecond, double P50Ms, double P95Ms, double P99Ms, double CpuMicroseconds, double WalBytes, double DiskBytes)
{
    /// <summary>CPU and write-ahead log count the window; tables are measured around the whole run, warm-up included.</summary>
    public static RoundReading Of(LoadResult load, MeasuredWindow window, long tableGrowth)
    {
        if (load.Operations == 0) throw new InvalidOperationException("Nothing was acknowledged inside the window.");
        return new(
            load.Operations / (load.Seconds ?? window.Seconds),
            load.Latency.Milliseconds(0.50),
            load.Latency.Milliseconds(0.95),
            load.Latency.Milliseconds(0.99),
            window.CpuSeconds * 1_000_000 / load.Operations,
            (double)window.WalBytes / load.Operations,
            (double)tableGrowth / load.OperationsInAll);
    }
}
