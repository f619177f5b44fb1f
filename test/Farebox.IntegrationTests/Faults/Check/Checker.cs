using Farebox.IntegrationTests.Faults.Load;

namespace Farebox.IntegrationTests.Faults.Check;

/// <summary>Compares what clients were told with what the journal says, and what the journal says with a model.</summary>
internal sealed class Checker
{
    private const int Recorded = 1;
    private static readonly int[] AskedFor = [3, 5, 6, 7, 8];

    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string Account, Guid Key16), Asked> _asked = [];
    private readonly ILookup<(string Account, Guid Key16), EntryLine> _entries;
    private readonly List<EntryLine> _journal;

    private Checker(List<HistoryLine> history, List<EntryLine> journal, int tenantId)
    {
        _journal = journal;
        _entries = journal.ToLookup(entry => (entry.Account, entry.Key16));
        foreach (var line in history)
        {
            if (line.Operation.IsConflict)
            {
                CheckConflict(line);
                continue;
            }

            var key = (line.Operation.Account, line.Operation.Key16(tenantId));
            if (!_asked.TryGetValue(key, out var asked)) _asked.Add(key, asked = new(line.Operation, line.Time));
            if (line.Answer is not null) asked.Answers.Add((line.Time, line.Answer));
        }
    }

    public static Verified Check(List<HistoryLine> history, List<EntryLine> journal, int tenantId)
    {
        var checker = new Checker(history, journal, tenantId);
        checker.CheckAnswers();
        checker.CheckIntents();
        checker.CheckOrder();
        var totals = checker.Replay();
        return checker.Report(totals);
    }

    private void CheckConflict(HistoryLine line)
    {
        if (line.Answer is { Verdict: not (Verdict.Rejected or Verdict.Unknown) } answer)
            Add(Wrong.Answer, $"{line.Operation} is a conflict and was answered {answer}");
    }

    private void CheckAnswers()
    {
        foreach (var (key, asked) in _asked)
        {
            var entries = _entries[key].ToList();
            if (entries.Count > 1) Add(Wrong.Duplicated, $"{asked.Operation} is there {entries.Count} times");
            foreach (var (_, answer) in asked.Answers) CheckAnswer(asked, answer, entries.FirstOrDefault());
            if (asked.Answers.TrueForAll(line => line.Answer.Verdict == Verdict.Unknown)) Add(Wrong.Unsettled, $"{asked.Operation}");
        }

        foreach (var entry in _journal)
        {
            if (AskedFor.Contains(entry.Kind) && !_asked.ContainsKey((entry.Account, entry.Key16))) Add(Wrong.Stray, $"{entry}");
        }
    }

    private void CheckAnswer(Asked asked, Answer answer, EntryLine? entry)
    {
        if (answer.IsKept && entry is null) Add(Wrong.Lost, $"{asked.Operation} was answered {answer}");
        if (answer.IsKept && entry is not null)
        {
            var isSame = entry.Status == Recorded == (answer.Verdict == Verdict.Recorded) && entry.Code == answer.Code && (answer.Seq ?? entry.Seq) == entry.Seq;
            if (!isSame) Add(Wrong.Answer, $"{asked.Operation} was answered {answer}, and is {entry}");
        }

        // Another attempt may still have been on its way when this one was turned away.
        var isAlone = asked.Answers.TrueForAll(line => line.Answer.Verdict != Verdict.Unknown);
        if (answer.Verdict is Verdict.Rejected or Verdict.Failed && isAlone && entry is not null)
            Add(Wrong.Answer, $"{asked.Operation} was answered {answer}, and is {entry}");
    }

    private void CheckIntents()
    {
        var effects = from pair in _asked
                      where _entries[pair.Key].Any(entry => entry.Status == Recorded)
                      group pair.Value.Operation by pair.Value.Operation.Intent;
        foreach (var intent in effects.Where(intent => intent.Count() > 1)) Add(Wrong.Duplicated, $"{string.Join(" and ", intent)}");
    }

    /// <summary>On one book: what is asked for after something else was acknowledged comes after it.</summary>
    private void CheckOrder()
    {
        foreach (var book in _asked.GroupBy(pair => pair.Key.Account))
        {
            var moments = new List<(long Time, bool IsAck, EntryLine Entry)>();
            foreach (var (key, asked) in book)
            {
                if (_entries[key].FirstOrDefault() is not { } entry) continue;
                moments.Add((asked.FirstAsked, false, entry));
                moments.AddRange(asked.Answers.Where(line => line.Answer.IsKept).Take(1).Select(line => (line.Time, true, entry)));
            }

            EntryLine? latest = null;
            foreach (var (_, isAck, entry) in moments.OrderBy(moment => moment.Time))
            {
                if (isAck && (latest is null || entry.Seq > latest.Seq)) latest = entry;
                if (!isAck && latest is not null && entry.Seq <= latest.Seq) Add(Wrong.Order, $"{entry} was asked for after {latest} was acknowledged");
            }
        }
    }

    /// <summary>The journal in its own order, decided again by a model that shares no code with the product.</summary>
    private Dictionary<string, Movement> Replay()
    {
        var totals = new Dictionary<string, Movement>();
        foreach (var entries in _journal.GroupBy(entry => entry.Account))
        {
            var book = new ModelBook();
            foreach (var entry in entries.OrderBy(entry => entry.Seq))
            {
                if (_asked.TryGetValue((entry.Account, entry.Key16), out var asked) && !Agrees(book.Decide(asked.Operation), asked.Operation, entry)) break;
            }

            totals.Add(entries.Key, book.Total);
        }

        return totals;
    }

    private bool Agrees(Expected expected, Operation operation, EntryLine entry)
    {
        var isRecorded = entry.Status == Recorded;
        if (expected.Code == (isRecorded ? null : entry.Code) && expected.Moved == entry.Moved) return true;

        var wrong = !isRecorded && expected.Code is null ? Wrong.FalseRefusal : Wrong.Amount;
        Add(wrong, $"{operation} is {entry}, and should be {expected}");
        return false;
    }

    private Verified Report(Dictionary<string, Movement> totals)
    {
        var (kept, doubted) = (_asked.Where(pair => _entries.Contains(pair.Key)).ToList(), _asked.Where(pair => pair.Value.WasUnknown).ToList());
        var thenKept = doubted.Count(pair => _entries.Contains(pair.Key));
        return new(
            _findings, kept.Count, kept.Count(pair => _entries[pair.Key].First().Status != Recorded),
            _asked.Values.Count(asked => asked.Answers.Exists(line => line.Answer.Verdict == Verdict.Rejected)),
            doubted.Count, thenKept, doubted.Count - thenKept, totals);
    }

    private void Add(Wrong wrong, string what) => _findings.Add(new(wrong, what));

    private sealed record Asked(Operation Operation, long FirstAsked)
    {
        public List<(long Time, Answer Answer)> Answers { get; } = [];

        public bool WasUnknown => Answers.Exists(line => line.Answer.Verdict == Verdict.Unknown);
    }
}
