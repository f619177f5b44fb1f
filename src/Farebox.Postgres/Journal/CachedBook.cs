using Farebox.Ledger;

namespace Farebox.Postgres.Journal;

/// <summary>A book in a writer's memory, and what the writer knows of its row.</summary>
internal sealed class CachedBook(Book book, long checkpointSeq)
{
    private int _onTheirWay;

    public Book Book { get; } = book;

    /// <summary>The entry up to which the stored projections go.</summary>
    public long CheckpointSeq { get; set; } = checkpointSeq;

    /// <summary>The row's seq when its batch locked it.</summary>
    public long LockedSeq { get; set; }

    /// <summary>The transaction that brought the book to where memory has it.</summary>
    public Guid Move { get; set; }

    /// <summary>Whether everything memory has of it is on disk. While a batch is on its way, what it decided may never become so.</summary>
    public bool IsConfirmed => Volatile.Read(ref _onTheirWay) == 0;

    /// <summary>The row's lower bound of when something falls due.</summary>
    public DateTimeOffset? StoredDueAt { get; set; }

    /// <summary>When the first entry after the checkpoint came, by the monotonic clock; zero when there is none.</summary>
    public long DirtySince { get; set; }

    /// <summary>The number of the last batch that used it.</summary>
    public long LastBatch { get; set; }

    /// <summary>Whether this batch has listed it already.</summary>
    public bool IsInBatch { get; set; }

    /// <summary>How much that fell due this batch has posted.</summary>
    public int DueInBatch { get; set; }

    /// <summary>Every identity the book has, when all of them are known here; else a look-up decides.</summary>
    public KeyFilter? Keys { get; set; }

    public long Tail => Book.Seq - CheckpointSeq;

    /// <summary>
    /// Moves the stored bound only when it must: it may be too early, never too late, so a stream of holds that each lapse
    /// a little later does not change it.
    /// </summary>
    public void MoveDueAt(DateTimeOffset now)
    {
        var next = Book.NextDueAt;
        if (StoredDueAt is null || next < StoredDueAt || StoredDueAt <= now) StoredDueAt = next;
    }

    /// <summary>A transaction that moves it is being sent. Should it fail, the book is dropped.</summary>
    public void Send(Guid move)
    {
        Move = move;
        Interlocked.Increment(ref _onTheirWay);
    }

    /// <summary>A transaction that was sent is on disk.</summary>
    public void Confirm() => Interlocked.Decrement(ref _onTheirWay);

    /// <summary>Whether this batch saves its projections.</summary>
    public bool IsSaving { get; set; }

    /// <summary>The projections that are being sent are as of the book's last entry. Should the batch fail, the book is dropped.</summary>
    public void MarkSaved()
    {
        CheckpointSeq = Book.Seq;
        Book.RollUp.Clear();
        Book.GrantMoves.Clear();
        DirtySince = 0;
        IsSaving = false;
    }
}
