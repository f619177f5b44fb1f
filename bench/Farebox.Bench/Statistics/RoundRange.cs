namespace Farebox.Bench.Statistics;

/// <summary>The middle and the ends of the rounds of one figure.</summary>
public readonly record struct RoundRange(double Median, double Min, double Max)
{
    /// <summary>The median of an even number of rounds is the mean of the two in the middle.</summary>
    public static RoundRange Of(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToArray();
        if (sorted.Length == 0) throw new ArgumentException("There is no median of nothing.", nameof(rounds));

        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }
}
