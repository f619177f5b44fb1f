using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Appends a small batch by arrays, in one call that moves its books too: least time per batch.</summary>
internal static class ArrayAppend
{
    /// <param name="move">The statement that moves the books, with its parameters; becomes the one that appends as well.</param>
    public static void AddTo(NpgsqlBatchCommand move, JournalBatch batch)
    {
        move.CommandText = JournalSql.AppendBatch;
        AddEntries(move, batch);
        AddTransfers(move, batch);
        AddBodies(move, batch);
    }

    private static void AddEntries(NpgsqlBatchCommand insert, JournalBatch batch)
    {
        var rows = batch.Rows;
        insert.Take(rows, row => row.Entry.BookId);
        insert.Take(rows, row => row.Entry.Seq);
        insert.Take(rows, row => row.Entry.Key16);
        insert.Take(rows, row => row.Entry.Content16);
        insert.Take(rows, row => (short)row.Entry.Kind);
        insert.Take(rows, row => (short)row.Entry.Status);
        insert.Take(rows, row => row.Entry.OccurredAt);
        insert.Take(rows, row => row.Entry.RecordedAt);
        insert.Take(rows, row => row.Entry.Member);
        insert.Take(rows, row => batch.Json(row.Command).ToArray());
        insert.Take(rows, row => row.HasOutcome ? batch.Json(row.Outcome).ToArray() : null);
        insert.Take(rows, row => FirstOf(row)?.From.Code);
        insert.Take(rows, row => FirstOf(row)?.To.Code);
        insert.Take(rows, row => FirstOf(row)?.From.Asset.Code);
        insert.Take(rows, row => FirstOf(row)?.Units);
        insert.Take(rows, row => FirstOf(row)?.FromAfter);
        insert.Take(rows, row => FirstOf(row)?.ToAfter);
        insert.Take(rows, row => FirstOf(row)?.Hold);
        insert.Take(rows, row => FirstOf(row)?.Debt);
    }

    private static void AddTransfers(NpgsqlBatchCommand insert, JournalBatch batch)
    {
        var further = new List<(Entry Entry, int Index)>(batch.FurtherTransfers);
        foreach (var row in batch.Rows)
        {
            for (var i = 1; i < row.Entry.Transfers.Length; i++) further.Add((row.Entry, i));
        }

        insert.Take(further, item => item.Entry.BookId);
        insert.Take(further, item => item.Entry.Seq);
        insert.Take(further, item => (short)(item.Index + 1));
        insert.Take(further, item => item.Entry.Transfers[item.Index].From.Code);
        insert.Take(further, item => item.Entry.Transfers[item.Index].To.Code);
        insert.Take(further, item => item.Entry.Transfers[item.Index].From.Asset.Code);
        insert.Take(further, item => item.Entry.Transfers[item.Index].Units);
        insert.Take(further, item => item.Entry.Transfers[item.Index].FromAfter);
        insert.Take(further, item => item.Entry.Transfers[item.Index].ToAfter);
        insert.Take(further, item => item.Entry.Transfers[item.Index].Hold);
        insert.Take(further, item => item.Entry.Transfers[item.Index].Debt);
    }

    private static void AddBodies(NpgsqlBatchCommand insert, JournalBatch batch)
    {
        var rows = batch.Rows.FindAll(row => row.Entry.RawEvent.Length > 0);
        insert.Take(rows, row => row.Entry.RecordedAt);
        insert.Take(rows, row => row.Entry.BookId);
        insert.Take(rows, row => row.Entry.Seq);
        insert.Take(rows, row => row.Entry.RawEvent.ToArray());
    }

    private static Transfer? FirstOf(in EntryRow row) => row.Entry.Transfers.Length > 0 ? row.Entry.Transfers[0] : null;
}
