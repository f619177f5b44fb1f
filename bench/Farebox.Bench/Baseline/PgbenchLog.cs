using System.Globalization;
using Farebox.Bench.Statistics;

namespace Farebox.Bench.Baseline;

/// <summary>pgbench's log of single transactions: <c>client transaction microseconds script epoch epoch-microseconds</c> per line.</summary>
public static class PgbenchLog
{
    /// <summary>Adds every finished transaction to the histogram; failed and skipped ones carry a word instead of a time and are left out.</summary>
    public static void Read(TextReader log, LatencyHistogram latency)
    {
        while (log.ReadLine() is { } line)
        {
            if (Microseconds(line) is { } microseconds) latency.Record(microseconds);
        }
    }

    private static long? Microseconds(string line)
    {
        var start = AfterSpace(line, AfterSpace(line, 0));
        var end = AfterSpace(line, start) - 1;
        return long.TryParse(line.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static int AfterSpace(string line, int from)
    {
        var space = line.IndexOf(' ', from);
        return space >= 0 ? space + 1 : throw new FormatException($"Not a line of a pgbench log: '{line}'.");
    }
}
