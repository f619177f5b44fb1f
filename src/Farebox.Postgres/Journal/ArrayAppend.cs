using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Appends a small batch by arrays, so that everything up to COMMIT goes out in one message: least time per batch.</summary>
internal static class ArrayAppend
{
    public static void AddTo(NpgsqlBatch command, JournalBatch batch)
    {
        AddEntries(command, batch);
        if (batch.FurtherTransfers > 0) AddTransfers(command, batch);
        if (batch.Bodies > 0) AddBodies(command, batch);
    }

    private static void AddEntries(NpgsqlBatch command, JournalBatch batch)
    {
        var rows = batch.Rows;
        var insert = command.Add(JournalSql.InsertEntries);
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

    private static void AddTransfers(NpgsqlBatch command, JournalBatch batch)
    {
        var further = new List<(Entry Entry, int Index)>(batch.FurtherTransfers);
        foreach (var row in batch.Rows)
        {
            for (var i = 1; i < row.Entry.Transfers.Length; i++) further.Add((row.Entry, i));
        }

        var insert = command.Add(JournalSql.InsertTransfers);
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

    private static void AddBodies(NpgsqlBatch command, JournalBatch batch)
    {
        var rows = batch.Rows.FindAll(row => row.Entry.RawEvent.Length > 0);
        var insert = command.Add(JournalSql.InsertBodies);
        insert.Take(rows, row => row.Entry.RecordedAt);
        insert.Take(rows, row => row.Entry.BookId);
        insert.Take(rows, row => row.Entry.Seq);
        insert.Take(rows, row => row.Entry.RawEvent.ToArray());
    }

    private static Transfer? FirstOf(in EntryRow row) => row.Entry.Transfers.Length > 0 ? row.Entry.Transfers[0] : null;
}
