using Farebox.Bench.Statistics;

namespace Farebox.Bench.Run;

/// <summary>One row of the table, over all rounds. The ratio is the median of the ratios inside each round, never a ratio of medians.</summary>
public sealed record RowFigures(
    string Name, RoundRange PerSecond, double P50Ms, double P95Ms, double P99Ms, double? RatioToN1, double CpuMicroseconds, double WalBytes, double DiskBytes)
{
    /// <param name="rounds">By round, then by row name.</param>
    public static RowFigures Of(IBenchRow row, IReadOnlyList<IReadOnlyDictionary<string, RoundReading>> rounds)
    {
        var name = row.Name;
        var own = rounds.Where(round => round.ContainsKey(name)).Select(round => round[name]).ToArray();
        double Median(Func<RoundReading, double> figure) => RoundRange.Of(own.Select(figure)).Median;
        return new(
            name,
            RoundRange.Of(own.Select(reading => reading.PerSecond)),
            Median(reading => reading.P50Ms),
            Median(reading => reading.P95Ms),
            Median(reading => reading.P99Ms),
            row.IsOpenLoop ? null : Ratio(name, rounds),
            Median(reading => reading.CpuMicroseconds),
            Median(reading => reading.WalBytes),
            Median(reading => reading.DiskBytes));
    }

    /// <summary>What a row is held against: the naive column on one wallet, or on many.</summary>
    public static string BaselineOf(string name) => name.Contains(".hot", StringComparison.Ordinal) ? "n1.hot" : "n1.spread";

    private static double? Ratio(string name, IReadOnlyList<IReadOnlyDictionary<string, RoundReading>> rounds)
    {
        var baseline = BaselineOf(name);
        var ratios = rounds
            .Where(round => round.ContainsKey(name) && round.ContainsKey(baseline))
            .Select(round => round[name].PerSecond / round[baseline].PerSecond)
            .ToArray();
        return ratios.Length == 0 ? null : RoundRange.Of(ratios).Median;
    }
}
