using Farebox.Charging;
using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>Applies the entries of every book again, one book and one page of entries at a time, while rules watch.</summary>
internal sealed class BookReplay(NpgsqlConnection connection, VerifyOptions options, IReadOnlyDictionary<int, Catalog> catalogs, ReplayRules rules)
{
    private const string Heads = """
        SELECT b.book_id, b.tenant_id, b.account, b.seq, b.recorded_at, b.next_due_at, b.checkpoint_seq, c.seq
        FROM book b LEFT JOIN checkpoint c USING (book_id) WHERE b.book_id > $1 ORDER BY b.book_id LIMIT 500
        """;

    /// <summary>Entries applied so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Replays all books in the order of their ids.</summary>
    public void Run(Action advanced, CancellationToken cancellationToken)
    {
        for (var heads = HeadsAfter(long.MinValue); heads.Count > 0; heads = HeadsAfter(heads[^1].BookId))
        {
            foreach (var head in heads) Replay(head, advanced, cancellationToken);
        }
    }

    private List<BookHead> HeadsAfter(long bookId)
    {
        using var command = new NpgsqlCommand(Heads, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bookId });
        using var reader = command.ExecuteReader();
        var heads = new List<BookHead>();
        while (reader.Read())
        {
            heads.Add(new(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.GetInt64(3), InstantAt(reader, 4), InstantAt(reader, 5),
                reader.GetInt64(6), reader.IsDBNull(7) ? null : reader.GetInt64(7)));
        }

        return heads;
    }

    private void Replay(BookHead head, Action advanced, CancellationToken cancellationToken)
    {
        var catalog = catalogs[head.TenantId];
        if (Start(head, catalog) is not { } book) return;

        var replayed = new ReplayedBook(head, book, catalog, connection);
        if (book.Seq == head.CheckpointSeq) rules.Hear(ReplayMoment.AtCheckpoint, replayed);
        while (book.Seq < head.Seq)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = book.Seq;
            if (!ApplyPage(replayed, catalog)) return;

            Entries += book.Seq - before;
            advanced();
            if (book.Seq == before) break;
        }

        rules.Hear(ReplayMoment.AtLast, replayed);
    }

    /// <summary>An empty book for a rebuild, else the book of its checkpoint; nothing when that cannot be read.</summary>
    private Book? Start(BookHead head, Catalog catalog)
    {
        if (options.Rebuild || head.CheckpointSeq == 0) return new(head.BookId, head.Account);
        try
        {
            var book = CheckpointJson.Read(head.BookId, head.Account, CheckpointRule.Load(connection, head.BookId), catalog);
            if (book.Seq == head.CheckpointSeq) return book;
            rules.Checkpoint.Fail(head.BookId, head.CheckpointSeq, "the checkpoint", $"of entry {head.CheckpointSeq}", $"of entry {book.Seq}");
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            rules.Checkpoint.Fail(head.BookId, head.CheckpointSeq, "the checkpoint", "a state that can be read", damage.Message);
        }

        return null;
    }

    /// <returns>False when an entry could not be read or applied: what the book would be from there on cannot be said.</returns>
    private bool ApplyPage(ReplayedBook replayed, Catalog catalog)
    {
        var (head, book) = (replayed.Head, replayed.Book);
        var page = new List<StoredEntry>(options.PageEntries);
        Exception? unread = null;
        try
        {
            // Read whole before it is applied: a rule may want to ask for something on the same connection.
            page.AddRange(EntryReplay.Read(connection, [new(head.BookId, book.Seq, Math.Min(head.Seq, book.Seq + options.PageEntries))], catalog));
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            unread = damage;
        }

        var seq = book.Seq + 1;
        try
        {
            foreach (var stored in page)
            {
                seq = stored.Entry.Seq;
                Apply(replayed, stored.On(book, catalog));
            }

            if (unread is not null) Broken(head, book.Seq + 1, unread);
            return unread is null;
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            Broken(head, seq, damage);
            return false;
        }
    }

    private void Apply(ReplayedBook replayed, Entry entry)
    {
        rules.Hear(ReplayMoment.Before, replayed, entry);
        replayed.Book.Apply(entry);
        rules.Hear(ReplayMoment.After, replayed, entry);
        if (entry.Seq == replayed.Head.CheckpointSeq) rules.Hear(ReplayMoment.AtCheckpoint, replayed);
    }

    private void Broken(BookHead head, long seq, Exception damage) =>
        rules.LegalRun.Fail(head.BookId, seq, "the replay", "an entry that follows from those before it", damage.Message);

    /// <summary>A journal may be damaged in any way, so whatever a replay throws is a break; only what the database says is not.</summary>
    private static bool IsDamage(Exception failure) => failure is not (NpgsqlException or OperationCanceledException or IOException or OutOfMemoryException);

    private static DateTimeOffset? InstantAt(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
