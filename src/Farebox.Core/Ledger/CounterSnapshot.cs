namespace Farebox.Ledger;

/// <summary>Running counts as they stood at a moment, and what has been planned on top of them since. For one use at a time.</summary>
public sealed class CounterSnapshot : ICounters
{
    private readonly Dictionary<CounterKey, Counter> _counters;
    private readonly ICounters? _under;

    private CounterSnapshot(Dictionary<CounterKey, Counter> counters, ICounters? under = null) => (_counters, _under) = (counters, under);

    /// <summary>Every count at nothing, as for an account that has used nothing.</summary>
    public static CounterSnapshot Empty() => new([]);

    /// <summary>Counts as somebody has written them down.</summary>
    public static CounterSnapshot Of(IEnumerable<KeyValuePair<CounterKey, Counter>> counters) => new(new(counters));

    /// <summary>Others' counts with what is planned on top; they are not to move meanwhile.</summary>
    public static CounterSnapshot Over(ICounters under) => new([], under);

    /// <summary>The counts of some meters of a book.</summary>
    public static CounterSnapshot Of(Book book, IReadOnlySet<string> meters) => Of(book.Counters.Where(counter => meters.Contains(counter.Key.Meter)));

    /// <inheritdoc/>
    public Counter CounterOf(in CounterKey key) => _counters.TryGetValue(key, out var counter) ? counter : _under?.CounterOf(key) ?? default;

    /// <summary>Moves counts on, so that what is priced next is priced after it.</summary>
    public void Add(ReadOnlySpan<CounterMove> moves)
    {
        foreach (var move in moves) _counters[move.Key] = move.After;
    }
}
