using Farebox.Charging;
using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Asks the journal what became of holds that a book no longer remembers. Rare: only late or mistaken callers come here.</summary>
internal sealed class HoldHistory(WriterConnection connection, BatchBooks books, int tenantId, Func<Catalog> catalog) : IHoldHistory
{
    /// <inheritdoc/>
    public PastHold? Find(Book book, string holdId)
    {
        if (FindEntry(book, HoldName.IdentityOf(tenantId, book.Account, holdId)) is not { Status: EntryStatus.Recorded, Body: HoldDecided hold } entry)
            return null;

        // A hold that grew or was extended is remembered so with its end; of one forgotten since, only what its first entry says is known.
        var terms = book.ChangeOf(holdId) is { } became ? hold.Terms with { Units = became.Units, LapsesAt = became.LapsesAt } : hold.Terms;
        var end = book.EndOf(holdId) ?? (HasLapsed(book, terms) ? HoldEnd.Lapsed : null);
        return new(terms, entry.Member, end);
    }

    private bool HasLapsed(Book book, HoldTerms terms)
    {
        var lapse = new DueItem(terms.LapsesAt, DueKind.Lapse, terms.Id);
        return FindEntry(book, Identity.OfDue(tenantId, book.Account, lapse)) is not null;
    }

    private Entry? FindEntry(Book book, Guid key16)
    {
        if (books.Known.TryGetValue((book.Id, key16), out var known)) return known;
        if (books.IsAssumed) throw new StaleMemoryException();

        using var reader = connection.Current.Query(new NpgsqlBatchCommand(JournalSql.FindIdentities).With(new[] { book.Id }).With(new[] { key16 }));
        return reader.Read() ? EntryRows.ReadEntry(reader, catalog()) : null;
    }
}
