using System.Collections.Immutable;

namespace Farebox.Files.Conformance;

/// <summary>What became of the cases of a folder, or of some of them.</summary>
public sealed record ConformanceReport
{
    /// <summary>In the order of the files.</summary>
    public required ImmutableArray<ConformanceResult> Results { get; init; }

    /// <summary>Cases that were excepted and pass all the same: an exception that is no longer true.</summary>
    public required ImmutableArray<KnownDifference> Stale { get; init; }

    /// <summary>By topic and source.</summary>
    public required ImmutableArray<ConformanceTally> Tallies { get; init; }

    /// <summary>The parts that are counted by themselves: the cases free of convention, and those of each preset.</summary>
    public required ImmutableArray<ConformanceTally> Parts { get; init; }

    public required ConformanceTally Total { get; init; }

    /// <summary>Whether no case failed without a reason, and every reason still holds.</summary>
    public bool IsGood => Stale.IsEmpty && Total.Failed == 0;

    /// <summary>Computes every case. Nothing but the cases decides what comes out: no clock, no file, no network.</summary>
    /// <param name="topic">Only cases of this topic; null: all.</param>
    /// <param name="source">Only cases of this source; null: all.</param>
    public static ConformanceReport Of(ConformanceFolder folder, string? topic = null, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(folder);

        var known = folder.Known.ToDictionary(difference => difference.CaseId, StringComparer.Ordinal);
        ConformanceResult[] results = [.. folder.Cases.Where(item => Is(item.Topic, topic) && Is(item.Source, source)).Select(item => CaseRun.Of(item, known.GetValueOrDefault(item.Id)))];
        CasesNotYet[] later = [.. folder.NotYet.Where(group => Is(group.Topic, topic) && Is(group.Source, source))];
        var free = results.Where(result => result.Case.Conventions.IsEmpty);
        return new()
        {
            Results = [.. results],
            Stale = [.. results.Where(result => result.Verdict == ConformanceVerdict.Passed && known.ContainsKey(result.Case.Id)).Select(result => known[result.Case.Id])],
            Tallies = Tally(results, later),
            Parts = [ConformanceTally.Of("free of convention", "", free), .. results.GroupBy(result => result.Case.Preset).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => ConformanceTally.Of($"preset {group.Key}", "", group))],
            Total = ConformanceTally.Of("", "", results) with { NotYet = later.Sum(group => group.CaseIds.Length) },
        };
    }

    private static bool Is(string name, string? wanted) => wanted is null || name == wanted;

    private static ImmutableArray<ConformanceTally> Tally(ConformanceResult[] results, CasesNotYet[] later)
    {
        var keys = results.Select(result => (result.Case.Topic, result.Case.Source)).Concat(later.Select(group => (group.Topic, group.Source))).Distinct();
        return
        [
            .. keys.OrderBy(key => key.Topic, StringComparer.Ordinal).ThenBy(key => key.Source, StringComparer.Ordinal).Select(key =>
                ConformanceTally.Of(key.Topic, key.Source, results.Where(result => (result.Case.Topic, result.Case.Source) == key)) with
                {
                    NotYet = later.Where(group => (group.Topic, group.Source) == key).Sum(group => group.CaseIds.Length),
                }),
        ];
    }
}
