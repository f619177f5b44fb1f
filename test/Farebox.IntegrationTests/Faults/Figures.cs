using System.Diagnostics;
using Farebox.IntegrationTests.Faults.Load;

namespace Farebox.IntegrationTests.Faults;

/// <summary>Numbers for the report of a run.</summary>
internal static class Figures
{
    public static string Of(List<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return $"{sorted[sorted.Count / 2].TotalMilliseconds:f0} ms (median), {sorted[^1].TotalMilliseconds:f0} ms (worst)";
    }

    /// <summary>The longest time between a request and its answer.</summary>
    public static TimeSpan LongestAnswer(List<HistoryLine> lines)
    {
        var asked = new Dictionary<Operation, long>(ReferenceEqualityComparer.Instance);
        var longest = TimeSpan.Zero;
        foreach (var line in lines)
        {
            if (line.Answer is null) asked[line.Operation] = line.Time;
            else if (Stopwatch.GetElapsedTime(asked[line.Operation], line.Time) is var took && took > longest) longest = took;
        }

        return longest;
    }
}
