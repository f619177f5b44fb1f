using Farebox.Charging;
using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Brings books into memory: a checkpoint and the entries after it. Applies what was decided; decides nothing.</summary>
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
        var spans = books.ConvertAll(cached => new EntrySpan(cached.Book.Id, cached.Book.Seq, long.MaxValue));
        foreach (var stored in EntryReplay.Read(connection(), spans, catalog))
        {
            var cached = byId[stored.Entry.BookId];
            cached.Book.Apply(stored.On(cached.Book, catalog));
            cached.Keys?.Add(stored.Entry.Key16);
        }
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
internal sealed record BookRow(long BookId, int TenantId, string Account, long Seq, long CheckpointSeq, DateTimeOffset? DueAt, Guid Move);
