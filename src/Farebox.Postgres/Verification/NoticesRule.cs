using Farebox.Ledger;
using Farebox.Postgres.Notices;
using Npgsql;

namespace Farebox.Postgres.Verification;

/// <summary>What stands in the outbox is what the entries bring about: nothing that no entry told, and nothing young left out.</summary>
/// <remarks>
/// Notices are forgotten after some days, so one that is not stored is a break only where an older one of the same book was written
/// less than a day ago: rows of a book are written in the order of its entries, and none is forgotten before a day has passed.
/// </remarks>
internal sealed class NoticesRule() : ReplayRule("I-31", "Every notice in the outbox is one that its entry brings about, and none of the last day is missing.")
{
    private const int PageRows = 500;

    private const string Rows = """
        SELECT seq, n, notice_id, kind, recorded_at, written_at > clock_timestamp() - interval '1 day' FROM outbox
        WHERE book_id = $1 AND (seq, n) > ($2, $3) ORDER BY seq, n LIMIT $4
        """;

    private readonly Queue<Stored> _page = [];
    private long _bookId;
    private (long Seq, short N) _read;
    private bool _isRead, _isYoung;

    protected override void Before(ReplayedBook replayed, Entry entry)
    {
        if (_bookId == entry.BookId && entry.Seq != 1) return;

        _page.Clear();
        (_bookId, _read, _isRead, _isYoung) = (entry.BookId, (0, 0), false, false);
    }

    protected override void After(ReplayedBook replayed, Entry entry)
    {
        var told = replayed.Book.Notices;
        for (var n = 0; n < told.Count; n++)
        {
            var stored = Next(replayed);
            if (stored is not { } row || (row.Seq, row.N).CompareTo((entry.Seq, (short)n)) > 0)
            {
                if (_isYoung) Fail(entry, $"notice {n}", told[n].Kind.Name(), "no such notice");
                continue;
            }

            _page.Dequeue();
            var expected = (entry.Seq, (short)n, NoticeJson.IdOf(replayed.Head.TenantId, entry.BookId, entry.Seq, n), told[n].Kind.Name(), entry.RecordedAt);
            if (expected != (row.Seq, row.N, row.Id, row.Kind, row.RecordedAt)) Fail(entry, $"notice {n}", $"{expected}", $"{row}");
            _isYoung |= row.IsYoung;
        }

        if (Next(replayed) is { } left && left.Seq <= entry.Seq) Fail(entry, $"notice {left.N}", "no such notice", left.Kind);
    }

    /// <summary>The first stored notice that no entry has brought about yet.</summary>
    private Stored? Next(ReplayedBook replayed)
    {
        if (_page.Count == 0 && !_isRead) Read(replayed);
        return _page.Count == 0 ? null : _page.Peek();
    }

    private void Read(ReplayedBook replayed)
    {
        using var command = new NpgsqlCommand(Rows, replayed.Connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = replayed.Head.BookId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _read.Seq });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = _read.N });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageRows });
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _page.Enqueue(new(reader.GetInt64(0), reader.GetInt16(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5)));
            _read = (reader.GetInt64(0), reader.GetInt16(1));
        }

        _isRead = _page.Count < PageRows;
    }

    private readonly record struct Stored(long Seq, short N, string Id, string Kind, DateTimeOffset RecordedAt, bool IsYoung);
}
