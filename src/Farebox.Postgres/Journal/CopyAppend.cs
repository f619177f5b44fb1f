using Farebox.Ledger;
using Npgsql;

namespace Farebox.Postgres.Journal;

/// <summary>Appends a large batch by COPY, one stream per table: least CPU and least write-ahead log per row.</summary>
internal sealed class CopyAppend
{
    private readonly CopyBuffer _buffer = new();

    public void Send(NpgsqlConnection connection, JournalBatch batch)
    {
        SendEntries(connection, batch);
        if (batch.FurtherTransfers > 0) SendTransfers(connection, batch);
        if (batch.Bodies > 0) SendBodies(connection, batch);
    }

    private void SendEntries(NpgsqlConnection connection, JournalBatch batch)
    {
        _buffer.Begin();
        foreach (var row in batch.Rows)
        {
            var entry = row.Entry;
            _buffer.BeginRow(19);
            _buffer.Write(entry.BookId);
            _buffer.Write(entry.Seq);
            _buffer.Write(entry.Key16);
            _buffer.Write(entry.Content16);
            _buffer.Write((short)entry.Kind);
            _buffer.Write((short)entry.Status);
            _buffer.Write(entry.OccurredAt);
            _buffer.Write(entry.RecordedAt);
            _buffer.Write(entry.Member);
            _buffer.Write(batch.Json(row.Command));
            if (row.HasOutcome) _buffer.Write(batch.Json(row.Outcome));
            else _buffer.Null();
            if (entry.Transfers.Length > 0) WriteTransfer(entry.Transfers[0]);
            else for (var i = 0; i < 8; i++) _buffer.Null();
        }

        _buffer.Send(connection, JournalSql.CopyEntries);
    }

    private void SendTransfers(NpgsqlConnection connection, JournalBatch batch)
    {
        _buffer.Begin();
        foreach (var row in batch.Rows)
        {
            for (var i = 1; i < row.Entry.Transfers.Length; i++)
            {
                _buffer.BeginRow(11);
                _buffer.Write(row.Entry.BookId);
                _buffer.Write(row.Entry.Seq);
                _buffer.Write((short)(i + 1));
                WriteTransfer(row.Entry.Transfers[i]);
            }
        }

        _buffer.Send(connection, JournalSql.CopyTransfers);
    }

    private void SendBodies(NpgsqlConnection connection, JournalBatch batch)
    {
        _buffer.Begin();
        foreach (var row in batch.Rows)
        {
            if (row.Entry.RawEvent.Length == 0) continue;
            _buffer.BeginRow(4);
            _buffer.Write(row.Entry.RecordedAt);
            _buffer.Write(row.Entry.BookId);
            _buffer.Write(row.Entry.Seq);
            _buffer.Write(row.Entry.RawEvent.Span);
        }

        _buffer.Send(connection, JournalSql.CopyBodies);
    }

    private void WriteTransfer(in Transfer transfer)
    {
        _buffer.Write(transfer.From.Code);
        _buffer.Write(transfer.To.Code);
        _buffer.Write(transfer.From.Asset.Code);
        _buffer.Write(transfer.Units);
        _buffer.Write(transfer.FromAfter);
        _buffer.Write(transfer.ToAfter);
        _buffer.Write(transfer.Hold);
        _buffer.Write(transfer.Debt);
    }
}
