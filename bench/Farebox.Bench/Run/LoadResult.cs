using Farebox.Bench.Statistics;

namespace Farebox.Bench.Run;

/// <summary>What one run of one row did: operations acknowledged inside the window, all operations of the run, and how long each waited.</summary>
/// <param name="Seconds">Only where the load itself knows better than the window how long it ran.</param>
public sealed record LoadResult(long Operations, long OperationsInAll, LatencyHistogram Latency, double? Seconds = null);
