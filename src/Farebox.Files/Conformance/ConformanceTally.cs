namespace Farebox.Files.Conformance;

/// <summary>How many cases came out how.</summary>
/// <param name="Known">Came out otherwise, for a reason that is given.</param>
/// <param name="NotYet">Are listed and not written down.</param>
public sealed record ConformanceTally(string Topic, string Source, int Passed, int Failed, int Known, int NotYet)
{
    /// <summary>The cases that were computed.</summary>
    public int Computed => Passed + Failed + Known;

    /// <summary>The part of the computed cases that passed, in percent, cut to one decimal place; 100 where there is none.</summary>
    public decimal Percent => Computed == 0 ? 100m : decimal.Round(100m * Passed / Computed, 1, MidpointRounding.ToZero);

    public static ConformanceTally Of(string topic, string source, IEnumerable<ConformanceResult> results)
    {
        var counts = results.CountBy(result => result.Verdict).ToDictionary();
        return new(
            topic,
            source,
            counts.GetValueOrDefault(ConformanceVerdict.Passed),
            counts.GetValueOrDefault(ConformanceVerdict.Failed),
            counts.GetValueOrDefault(ConformanceVerdict.Known),
            NotYet: 0);
    }
}
