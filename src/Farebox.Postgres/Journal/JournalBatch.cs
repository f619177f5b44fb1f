using System.Runtime.InteropServices;
using Farebox.Ledger;
using Farebox.Postgres.Notices;

namespace Farebox.Postgres.Journal;

/// <summary>What one transaction appends: the entries of a batch with their JSON, and the books they move on.</summary>
internal sealed class JournalBatch
{
    private readonly EntryWriter _json = new();

    /// <summary>The entries in the order they were decided.</summary>
    public List<EntryRow> Rows { get; } = [];

    /// <summary>The books whose rows change.</summary>
    public List<CachedBook> Books { get; } = [];

    /// <summary>The books whose projections are brought up to date with this batch.</summary>
    public List<CachedBook> Checkpoints { get; } = [];

    /// <summary>The administrative acts among the entries.</summary>
    public List<JournalAct> Acts { get; } = [];

    /// <summary>What the entries brought about that somebody wants to be told.</summary>
    public List<OutboxRow> Notices { get; } = [];

    /// <summary>Transfers beyond the first of each entry.</summary>
    public int FurtherTransfers { get; private set; }

    /// <summary>Entries that carry an event as it was sent.</summary>
    public int Bodies { get; private set; }

    /// <summary>Tells this attempt at a transaction from every other one.</summary>
    public Guid Move { get; private set; }

    public bool IsEmpty => Rows.Count == 0 && Books.Count == 0;

    public void Clear()
    {
        Rows.Clear();
        Books.Clear();
        Checkpoints.Clear();
        Acts.Clear();
        Notices.Clear();
        _json.Clear();
        Move = Guid.CreateVersion7();
        (FurtherTransfers, Bodies) = (0, 0);
    }

    public void Add(Entry entry)
    {
        Rows.Add(new(entry, default, default));
        if (entry.Transfers.Length > 1) FurtherTransfers += entry.Transfers.Length - 1;
        if (entry.RawEvent.Length > 0) Bodies++;
    }

    /// <summary>Writes the rows' JSON. Needs nothing of the books, so another batch may be decided meanwhile.</summary>
    public void Encode()
    {
        foreach (ref var row in CollectionsMarshal.AsSpan(Rows))
            row = row with { Command = _json.WriteCommand(row.Entry.Body), Outcome = _json.WriteOutcome(row.Entry.Body) };
    }

    /// <summary>The command or outcome of a row, in UTF-8.</summary>
    public ReadOnlySpan<byte> Json(Range range) => _json.Written[range];
}

/// <summary>An entry, and where in the batch its JSON stands. An empty outcome is none.</summary>
internal readonly record struct EntryRow(Entry Entry, Range Command, Range Outcome)
{
    public bool HasOutcome => Outcome.End.Value > Outcome.Start.Value;
}
