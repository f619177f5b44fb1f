namespace Farebox.Billing;

/// <summary>Counts what has no price, by its reason. Bounded: beyond a number of reasons, those of one code are counted together.</summary>
internal sealed class UnratedTally
{
    private const int ReasonsMax = 100;

    private readonly Dictionary<(string Code, string Detail), (long Events, long FirstRow)> _reasons = [];

    public long Events { get; private set; }

    /// <param name="row">The first of them; 0 where that is not known any more.</param>
    public void Add(string code, string detail, long row, long events = 1)
    {
        Events += events;
        var key = (code, detail);
        if (!_reasons.ContainsKey(key) && _reasons.Count >= ReasonsMax) key = (code, "There are more reasons of this kind than are listed.");

        var (known, first) = _reasons.GetValueOrDefault(key, (0, row));
        _reasons[key] = (known + events, Math.Min(first, row));
    }

    /// <summary>The most frequent first, then by code and detail.</summary>
    public IEnumerable<UnratedUsage> Listed() => _reasons
        .Select(reason => new UnratedUsage(reason.Key.Code, reason.Key.Detail, reason.Value.Events, reason.Value.FirstRow))
        .OrderByDescending(unrated => unrated.Events)
        .ThenBy(unrated => unrated.Code, StringComparer.Ordinal)
        .ThenBy(unrated => unrated.Detail, StringComparer.Ordinal);
}
