using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Adds to a batch what changes beside the journal: the books' heads, the terms of new grants, and due checkpoints.</summary>
internal static class ProjectionAppend
{
    public static void AddTo(NpgsqlBatch command, JournalBatch batch)
    {
        AddGrantTerms(command, batch);
        if (batch.Checkpoints.Count > 0) AddCheckpoints(command, batch.Checkpoints);
        AddBooks(command, batch.Books);
    }

    private static void AddBooks(NpgsqlBatch command, List<CachedBook> books)
    {
        var update = command.Add(JournalSql.MoveBooks);
        update.Take(books, cached => cached.Book.Id);
        update.Take(books, cached => cached.LockedSeq);
        update.Take(books, cached => cached.Book.Seq);
        update.Take(books, cached => cached.Book.RecordedAt);
        update.Take(books, cached => cached.StoredDueAt);
        update.Take(books, cached => cached.CheckpointSeq);
    }

    private static void AddGrantTerms(NpgsqlBatch command, JournalBatch batch)
    {
        List<(long BookId, GrantTerms Terms)>? granted = null;
        foreach (var row in batch.Rows)
        {
            if (row.Entry is { Kind: EntryKind.Grant, Body: GrantIssued issued }) (granted ??= []).Add((row.Entry.BookId, issued.Terms));
        }

        if (granted is null) return;

        var insert = command.Add(JournalSql.InsertGrantTerms);
        insert.Take(granted, grant => grant.BookId);
        insert.Take(granted, grant => grant.Terms.Id);
        insert.Take(granted, grant => grant.Terms.Source.Name());
        insert.Take(granted, grant => grant.Terms.Asset.Code);
        insert.Take(granted, grant => grant.Terms.Units);
        insert.Take(granted, grant => grant.Terms.CostBasis?.Asset.Code);
        insert.Take(granted, grant => grant.Terms.CostBasis?.Units);
    }

    private static void AddCheckpoints(NpgsqlBatch command, List<CachedBook> books)
    {
        var save = command.Add(JournalSql.SaveCheckpoints);
        save.Take(books, cached => cached.Book.Id);
        save.Take(books, cached => cached.Book.Seq);
        save.Take(books, cached => CheckpointJson.Write(cached.Book));

        var lines = new List<(long BookId, RollUpKey Key, RollUpLine Line)>();
        foreach (var cached in books)
        {
            foreach (var (key, line) in cached.Book.RollUp.Lines) lines.Add((cached.Book.Id, key, line));
        }

        if (lines.Count == 0) return;

        var add = command.Add(JournalSql.AddRollUps);
        add.Take(lines, item => item.BookId);
        add.Take(lines, item => item.Key.Day);
        add.Take(lines, item => item.Key.Member);
        add.Take(lines, item => item.Key.Meter);
        add.Take(lines, item => item.Key.Model);
        add.Take(lines, item => item.Key.Grant);
        add.Take(lines, item => item.Key.Asset);
        add.Take(lines, item => item.Key.CostAsset);
        add.Take(lines, item => item.Line.Quantity);
        add.Take(lines, item => item.Line.Units.ToString(System.Globalization.CultureInfo.InvariantCulture));
        add.Take(lines, item => item.Line.Cost.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
