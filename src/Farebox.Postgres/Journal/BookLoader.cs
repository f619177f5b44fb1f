using Farebox.Charging;
using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Brings books into memory: a checkpoint and the entries after it. Applies what was decided; decides nothing.</summary>
/// <remarks>
/// The transfers of an entry name accounts that the entry itself may open (a grant's), so they are resolved when the entry
/// is applied, one entry after the other.
/// </remarks>
internal sealed class BookLoader(Func<NpgsqlConnection> connection)
{
    /// <summary>Books with at most this many entries get all their identities into a filter when they are loaded.</summary>
    private const long KeysLoadMax = 20_000;

    /// <summary>Loads books that are not in memory, as of the rows that were read under their locks.</summary>
    public List<CachedBook> Load(IReadOnlyList<BookRow> rows, Catalog catalog)
    {
        var states = LoadStates(rows);
        var books = new List<CachedBook>(rows.Count);
        foreach (var row in rows)
        {
            var book = states.TryGetValue(row.BookId, out var state)
                ? CheckpointJson.Read(row.BookId, row.Account, state, catalog)
                : new Book(row.BookId, row.Account);
            if (book.Seq != row.CheckpointSeq)
                throw new InvalidDataException($"Book {row.BookId}: the checkpoint is of entry {book.Seq}, but the book names {row.CheckpointSeq}.");

            books.Add(new(book, row.CheckpointSeq) { Keys = row.Seq <= KeysLoadMax ? new() : null });
        }

        // One book per row, in the rows' order.
        var behind = books.Where((cached, index) => cached.Book.Seq < rows[index].Seq).ToList();
        LoadKeys(books.FindAll(cached => cached.Keys is not null && cached.Book.Seq > 0));
        Replay(behind, catalog);
        return books;
    }

    /// <summary>Applies the entries that came after what each book has.</summary>
    public void Replay(List<CachedBook> books, Catalog catalog)
    {
        if (books.Count == 0) return;

        var byId = books.ToDictionary(cached => cached.Book.Id);
        using var batch = new NpgsqlBatch(connection());
        var (ids, seqs) = (books.ConvertAll(cached => cached.Book.Id).ToArray(), books.ConvertAll(cached => cached.Book.Seq).ToArray());
        batch.Add(JournalSql.ReplayTransfers).With(ids).With(seqs);
        batch.Add(JournalSql.ReplayEntries).With(ids).With(seqs);
        using var reader = batch.ExecuteReader();
        var further = EntryRows.ReadFurther(reader);
        reader.NextResult();
        while (reader.Read())
        {
            var cached = byId[reader.GetInt64(0)];
            Apply(cached, reader, further, catalog);
        }
    }

    private static void Apply(
        CachedBook cached, NpgsqlDataReader row, Dictionary<(long, long), List<StoredTransfer>> further, Catalog catalog)
    {
        var book = cached.Book;
        Transfer[] transfers = [];
        if (!row.IsDBNull(11))
        {
            var rest = further.GetValueOrDefault((book.Id, row.GetInt64(2)));
            transfers = new Transfer[1 + (rest?.Count ?? 0)];
            transfers[0] = EntryRows.ReadTransfer(row, 11).On(book, catalog);
            for (var i = 1; i < transfers.Length; i++) transfers[i] = rest![i - 1].On(book, catalog);
        }

        var entry = EntryRows.ReadEntry(row, catalog, transfers);
        book.Apply(entry);
        cached.Keys?.Add(entry.Key16);
    }

    private Dictionary<long, string> LoadStates(IReadOnlyList<BookRow> rows)
    {
        var ids = rows.Where(row => row.CheckpointSeq > 0).Select(row => row.BookId).ToArray();
        if (ids.Length == 0) return [];

        using var command = new NpgsqlCommand(JournalSql.LoadCheckpoints, connection());
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = ids });
        using var reader = command.ExecuteReader();
        var states = new Dictionary<long, string>(ids.Length);
        while (reader.Read()) states.Add(reader.GetInt64(0), reader.GetString(1));
        return states;
    }

    /// <summary>The identities up to the checkpoint; those after it come with the replay.</summary>
    private void LoadKeys(List<CachedBook> books)
    {
        if (books.Count == 0) return;

        var byId = books.ToDictionary(cached => cached.Book.Id);
        using var command = new NpgsqlCommand(JournalSql.LoadKeys, connection());
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. byId.Keys] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. books.Select(cached => cached.Book.Seq)] });
        using var reader = command.ExecuteReader();
        while (reader.Read()) byId[reader.GetInt64(0)].Keys!.Add(reader.GetGuid(1));
    }
}

/// <summary>The head of a book as its row has it.</summary>
internal sealed record BookRow(long BookId, int TenantId, string Account, long Seq, long CheckpointSeq, DateTimeOffset? DueAt);
