using Farebox.Ledger;
using Farebox.Postgres.Notices;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>States what changes beside the journal: the books' heads, the terms of new grants, and due checkpoints.</summary>
/// <remarks>The statements hold copies, so that the books may go on to the next batch while this one is sent.</remarks>
internal static class ProjectionAppend
{
    /// <returns>First the statement that moves the books: it takes the locks, and what fails it fails before a projection is written.</returns>
    public static List<NpgsqlBatchCommand> Of(JournalBatch batch, TenantView tenant, int tenantId)
    {
        var commands = new List<NpgsqlBatchCommand>();
        batch.Books.Sort(static (left, right) => left.Book.Id.CompareTo(right.Book.Id));
        AddBooks(commands, batch, tenant, tenantId);
        AddGrantTerms(commands, batch);
        TopUpAppend.AddTo(commands, batch, tenantId);
        if (batch.Notices.Count > 0) OutboxAppend.AddTo(commands, batch.Notices, tenantId);
        if (batch.Acts.Count > 0) JournalAct.AddTo(commands, batch.Acts, tenantId);
        if (batch.Checkpoints.Count > 0) AddCheckpoints(commands, batch.Checkpoints);
        foreach (var saved in batch.Checkpoints) saved.MarkSaved();
        foreach (var moved in batch.Books) moved.Send(batch.Move);
        return commands;
    }

    private static void AddBooks(List<NpgsqlBatchCommand> commands, JournalBatch batch, TenantView tenant, int tenantId)
    {
        var books = batch.Books;
        var update = commands.Add(JournalSql.MoveBooks);
        update.With(tenantId).With(tenant.ConfigSeq).With(tenant.FrozenAt).With(tenant.Lead).With(batch.Move);
        update.Take(books, cached => cached.Book.Id);
        update.Take(books, cached => cached.LockedSeq);
        update.Take(books, cached => cached.Book.Seq);
        update.Take(books, cached => cached.Book.RecordedAt);
        update.Take(books, cached => cached.StoredDueAt);
        update.Take(books, cached => cached.IsSaving ? cached.Book.Seq : cached.CheckpointSeq);
        update.Take(books, cached => cached.CheckpointSeq);
        update.Take(books, cached => cached.Move);
    }

    private static void AddGrantTerms(List<NpgsqlBatchCommand> commands, JournalBatch batch)
    {
        List<(long BookId, GrantTerms Terms)>? granted = null;
        foreach (var row in batch.Rows)
        {
            if (row.Entry is { Kind: not EntryKind.Event, Body.Opens: { } opened }) (granted ??= []).Add((row.Entry.BookId, opened));
        }

        if (granted is null) return;

        var insert = commands.Add(JournalSql.InsertGrantTerms);
        insert.Take(granted, grant => grant.BookId);
        insert.Take(granted, grant => grant.Terms.Id);
        insert.Take(granted, grant => grant.Terms.Source.Name());
        insert.Take(granted, grant => grant.Terms.Asset.Code);
        insert.Take(granted, grant => grant.Terms.Units);
        insert.Take(granted, grant => grant.Terms.CostBasis?.Asset.Code);
        insert.Take(granted, grant => grant.Terms.CostBasis?.Units);
        insert.Take(granted, grant => grant.Terms.EffectiveAt);
        insert.Take(granted, grant => grant.Terms.ExpiresAt);
    }

    private static void AddCheckpoints(List<NpgsqlBatchCommand> commands, List<CachedBook> books)
    {
        var save = commands.Add(JournalSql.SaveCheckpoints);
        save.Take(books, cached => cached.Book.Id);
        save.Take(books, cached => cached.Book.Seq);
        save.Take(books, cached => CheckpointJson.Write(cached.Book));
        AddRollUps(commands, books);
        AddGrantMoves(commands, books);
    }

    private static void AddRollUps(List<NpgsqlBatchCommand> commands, List<CachedBook> books)
    {
        var lines = new List<(long BookId, RollUpKey Key, RollUpLine Line)>();
        foreach (var cached in books)
        {
            foreach (var (key, line) in cached.Book.RollUp.Lines) lines.Add((cached.Book.Id, key, line));
        }

        if (lines.Count == 0) return;

        var add = commands.Add(JournalSql.AddRollUps);
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

    private static void AddGrantMoves(List<NpgsqlBatchCommand> commands, List<CachedBook> books)
    {
        var lines = new List<(long BookId, GrantMoveKey Key, Int128 Units)>();
        foreach (var cached in books)
        {
            foreach (var (key, units) in cached.Book.GrantMoves.Lines) lines.Add((cached.Book.Id, key, units));
        }

        if (lines.Count == 0) return;

        var add = commands.Add(JournalSql.AddGrantMoves);
        add.Take(lines, item => item.BookId);
        add.Take(lines, item => item.Key.Day);
        add.Take(lines, item => item.Key.Grant);
        add.Take(lines, item => Names.Of(item.Key.Kind));
        add.Take(lines, item => item.Units.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
