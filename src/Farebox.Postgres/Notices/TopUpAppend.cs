using Farebox.Ledger;
using Farebox.Postgres.Journal;
using Npgsql;

namespace Farebox.Postgres.Notices;

/// <summary>Queues what is to be paid in the transaction that decides it, and takes it off the queue in the one that says how it ended.</summary>
internal static class TopUpAppend
{
    private const string Insert = """
        INSERT INTO top_up (tenant_id, book_id, top_up_id, account, seq, asset, units, price_asset, price_units, requested_at)
        SELECT $1, a, b, k.account, c, d, e, f, g, h
        FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::bigint[], $9::timestamptz[]) AS u (a, b, c, d, e, f, g, h)
        JOIN book k ON k.book_id = u.a
        """;

    private const string Settle = """
        UPDATE top_up t SET state = u.state, settled_seq = u.seq, settled_at = u.at, note = u.note, lease = NULL, leased_until = NULL
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[], $6::text[]) AS u (book_id, top_up_id, state, seq, at, note)
        WHERE t.book_id = u.book_id AND t.top_up_id = u.top_up_id
        """;

    public static void AddTo(List<NpgsqlBatchCommand> commands, JournalBatch batch, int tenantId)
    {
        List<(Entry Entry, TopUp TopUp)>? requested = null;
        List<(Entry Entry, TopUpSettled Settled)>? settled = null;
        foreach (var row in batch.Rows)
        {
            if (row.Entry.Kind != EntryKind.TopUp) continue;
            if (row.Entry.Body is TopUpDecided { TopUp: { } topUp }) (requested ??= []).Add((row.Entry, topUp));
            else if (row.Entry.Body is TopUpSettled end) (settled ??= []).Add((row.Entry, end));
        }

        if (requested is not null) Add(commands, requested, tenantId);
        if (settled is not null) Add(commands, settled);
    }

    private static void Add(List<NpgsqlBatchCommand> commands, List<(Entry Entry, TopUp TopUp)> requested, int tenantId)
    {
        var insert = commands.Add(Insert).With(tenantId);
        insert.Take(requested, row => row.Entry.BookId);
        insert.Take(requested, row => row.TopUp.Id);
        insert.Take(requested, row => row.Entry.Seq);
        insert.Take(requested, row => row.TopUp.Asset.Code);
        insert.Take(requested, row => row.TopUp.Units);
        insert.Take(requested, row => row.TopUp.Charge.Asset.Code);
        insert.Take(requested, row => row.TopUp.Charge.Units);
        insert.Take(requested, row => row.TopUp.RequestedAt);
    }

    private static void Add(List<NpgsqlBatchCommand> commands, List<(Entry Entry, TopUpSettled Settled)> settled)
    {
        var update = commands.Add(Settle);
        update.Take(settled, row => row.Entry.BookId);
        update.Take(settled, row => row.Settled.Id);
        update.Take(settled, row => row.Settled.Grant is null ? TopUpState.Failed.Name() : TopUpState.Paid.Name());
        update.Take(settled, row => row.Entry.Seq);
        update.Take(settled, row => row.Entry.RecordedAt);
        update.Take(settled, row => row.Settled.Note);
    }
}
