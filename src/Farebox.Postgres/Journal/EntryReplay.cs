using Farebox.Charging;
using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Reads entries back in order: one way for cold books, for books that fell behind, and for a rebuild from the first entry.</summary>
internal static class EntryReplay
{
    /// <summary>The entries of the spans, book by book, in order. The connection is in use until the last one is taken.</summary>
    public static IEnumerable<StoredEntry> Read(NpgsqlConnection connection, List<EntrySpan> spans, Catalog catalog)
    {
        Dictionary<(long, long), List<StoredTransfer>> further;
        using (var transfers = connection.Query(Of(JournalSql.ReplayTransfers, spans))) further = EntryRows.ReadFurther(transfers);
        using var entries = connection.Query(Of(JournalSql.ReplayEntries, spans));
        while (entries.Read()) yield return Read(entries, further, catalog);
    }

    private static NpgsqlBatchCommand Of(string sql, List<EntrySpan> spans)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Take(spans, span => span.BookId);
        command.Take(spans, span => span.After);
        command.Take(spans, span => span.UpTo);
        return command;
    }

    private static StoredEntry Read(NpgsqlDataReader row, Dictionary<(long, long), List<StoredTransfer>> further, Catalog catalog)
    {
        StoredTransfer[] transfers = [];
        if (!row.IsDBNull(11))
        {
            var rest = further.GetValueOrDefault((row.GetInt64(0), row.GetInt64(2)));
            transfers = [EntryRows.ReadTransfer(row, 11), .. rest ?? []];
        }

        var entry = EntryRows.ReadEntry(row, catalog, transfers.Length == 0 ? [] : new Transfer[transfers.Length]);
        return new(entry, transfers);
    }
}

/// <summary>The entries of a book after one seq, up to and including another.</summary>
internal readonly record struct EntrySpan(long BookId, long After, long UpTo);

/// <summary>An entry as it was read. Its transfers name accounts that earlier entries open, so they are found when its turn comes.</summary>
internal readonly record struct StoredEntry(Entry Entry, StoredTransfer[] Transfers)
{
    /// <summary>The entry with its transfers on the accounts of its book; to be called when every earlier entry has been applied.</summary>
    public Entry On(Book book, Catalog catalog)
    {
        for (var i = 0; i < Transfers.Length; i++) Entry.Transfers[i] = Transfers[i].On(book, catalog);
        return Entry;
    }
}
