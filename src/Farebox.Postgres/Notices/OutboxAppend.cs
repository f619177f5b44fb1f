using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Notices;

/// <summary>Puts notices into the outbox, in the transaction of the entries that cause them: either both are there or neither.</summary>
internal static class OutboxAppend
{
    private const string Insert = """
        INSERT INTO outbox (tenant_id, book_id, seq, n, notice_id, account, kind, recorded_at, body)
        SELECT $1, a, b, c, d, e, f, g, h
        FROM unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::text[]) AS u (a, b, c, d, e, f, g, h)
        """;

    /// <summary>What an entry that was just applied brought about, as rows. Nothing for most entries of most books.</summary>
    public static void Collect(int tenantId, Book book, Entry entry, List<OutboxRow> rows)
    {
        for (var n = 0; n < book.Notices.Count; n++)
        {
            var notice = book.Notices[n];
            var id = NoticeJson.IdOf(tenantId, book.Id, entry.Seq, n);
            rows.Add(new(book.Id, entry.Seq, (short)n, id, book.Account, notice.Kind.Name(), entry.RecordedAt, NoticeJson.Write(id, book.Account, entry, notice)));
        }
    }

    public static void AddTo(List<NpgsqlBatchCommand> commands, List<OutboxRow> rows, int tenantId)
    {
        var insert = commands.Add(Insert).With(tenantId);
        insert.Take(rows, row => row.BookId);
        insert.Take(rows, row => row.Seq);
        insert.Take(rows, row => row.N);
        insert.Take(rows, row => row.Id);
        insert.Take(rows, row => row.Account);
        insert.Take(rows, row => row.Kind);
        insert.Take(rows, row => row.RecordedAt);
        insert.Take(rows, row => row.Body);
    }
}

/// <summary>A notice on its way into the outbox.</summary>
internal readonly record struct OutboxRow(
    long BookId, long Seq, short N, string Id, string Account, string Kind, DateTimeOffset RecordedAt, string Body);
