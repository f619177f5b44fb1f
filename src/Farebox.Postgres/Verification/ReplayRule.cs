using System.Diagnostics;
using Farebox.Ledger;

namespace Farebox.Postgres.Verification;

/// <summary>A check that watches books being replayed, and keeps the first break it sees.</summary>
internal abstract class ReplayRule(string id, string sentence)
{
    private long _ticks;

    /// <summary>The first break, if there was one.</summary>
    public Break? Break { get; private set; }

    public CheckResult Result(string note) => new(id, sentence, Break, Stopwatch.GetElapsedTime(0, _ticks), note);

    /// <summary>Looks at an entry. After its first break a rule has said all it has to say.</summary>
    public void Hear(ReplayMoment moment, ReplayedBook replayed, Entry entry)
    {
        if (Break is not null) return;

        var start = Stopwatch.GetTimestamp();
        if (moment == ReplayMoment.Before) Before(replayed, entry);
        else After(replayed, entry);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <summary>Looks at a book that stands still.</summary>
    public void Hear(ReplayMoment moment, ReplayedBook replayed)
    {
        if (Break is not null) return;

        var start = Stopwatch.GetTimestamp();
        if (moment == ReplayMoment.AtCheckpoint) AtCheckpoint(replayed);
        else AtLast(replayed);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    public void Fail(long bookId, long? seq, string subject, string expected, string found) =>
        Break ??= new(bookId, seq, subject, expected, found);

    /// <summary>The book has everything before the entry, and nothing of it.</summary>
    protected virtual void Before(ReplayedBook replayed, Entry entry) { }

    /// <summary>The entry has been applied.</summary>
    protected virtual void After(ReplayedBook replayed, Entry entry) { }

    /// <summary>The book stands where its stored projections say they are.</summary>
    protected virtual void AtCheckpoint(ReplayedBook replayed) { }

    /// <summary>The book has its last entry.</summary>
    protected virtual void AtLast(ReplayedBook replayed) { }

    protected void Fail(Entry entry, string subject, string expected, string found) =>
        Fail(entry.BookId, entry.Seq, subject, expected, found);
}

/// <summary>When a rule looks.</summary>
internal enum ReplayMoment
{
    Before,
    After,
    AtCheckpoint,
    AtLast,
}
