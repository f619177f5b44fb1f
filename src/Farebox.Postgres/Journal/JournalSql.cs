namespace Farebox.Postgres.Journal;

/// <summary>The statements of the journal. Every one is set-based: one per batch, whatever its size.</summary>
internal static class JournalSql
{
    /// <summary>
    /// Each statement must see what was committed while the locks before it were waited for, whatever isolation the database
    /// has as its default.
    /// </summary>
    public const string Begin = "BEGIN ISOLATION LEVEL READ COMMITTED";

    public const string Commit = "COMMIT";

    public const string OpenBooks =
        "INSERT INTO book (book_id, tenant_id, account) SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[]) ON CONFLICT DO NOTHING";

    /// <summary>Locked in one order, so two writers can never wait for each other. The lock is what makes every decision current.</summary>
    public const string LockBooks = """
        SELECT book_id, tenant_id, account, seq, checkpoint_seq, next_due_at, moved_by
        FROM book WHERE book_id = ANY($1) ORDER BY book_id FOR NO KEY UPDATE
        """;

    /// <summary>What is read until <see cref="EndSnapshot"/> is as it was at one moment.</summary>
    public const string BeginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public const string EndSnapshot = "END";

    public const string ReadBooks = """
        SELECT book_id, tenant_id, account, seq, checkpoint_seq, next_due_at, moved_by FROM book WHERE book_id = ANY($1) ORDER BY book_id
        """;

    /// <summary>Runs after the locks are held: the clock is read no earlier than the decisions it dates.</summary>
    public const string TenantClock = """
        SELECT config_seq, coalesce(frozen_at, clock_timestamp() + clock_offset), frozen_at, clock_offset FROM tenant WHERE tenant_id = $1
        """;

    public const string FindIdentities = """
        SELECT e.book_id, e.key16, e.seq, e.content16, e.kind, e.status, e.occurred_at, e.recorded_at, e.member, e.command, e.outcome
        FROM unnest($1::bigint[], $2::uuid[]) AS k (book_id, key16)
        JOIN entry e ON e.book_id = k.book_id AND e.key16 = k.key16
        """;

    public const string LoadCheckpoints = "SELECT book_id, state FROM checkpoint WHERE book_id = ANY($1)";

    public const string LoadKeys = """
        SELECT e.book_id, e.key16 FROM unnest($1::bigint[], $2::bigint[]) AS k (book_id, seq)
        JOIN entry e ON e.book_id = k.book_id AND e.seq <= k.seq
        """;

    /// <summary>Entries after a known seq, with all their transfers.</summary>
    public const string ReplayEntries = """
        SELECT e.book_id, e.key16, e.seq, e.content16, e.kind, e.status, e.occurred_at, e.recorded_at, e.member, e.command, e.outcome,
               e.from_account, e.to_account, e.asset, e.amount, e.from_after, e.to_after, e.hold, e.debt
        FROM unnest($1::bigint[], $2::bigint[]) AS k (book_id, seq)
        JOIN entry e ON e.book_id = k.book_id AND e.seq > k.seq
        ORDER BY e.book_id, e.seq
        """;

    public const string ReplayTransfers = """
        SELECT t.book_id, t.seq, t.from_account, t.to_account, t.asset, t.amount, t.from_after, t.to_after, t.hold, t.debt
        FROM unnest($1::bigint[], $2::bigint[]) AS k (book_id, seq)
        JOIN transfer t ON t.book_id = k.book_id AND t.seq > k.seq
        ORDER BY t.book_id, t.seq, t.n
        """;

    public const string CopyEntries = """
        COPY entry (book_id, seq, key16, content16, kind, status, occurred_at, recorded_at, member, command, outcome,
                    from_account, to_account, asset, amount, from_after, to_after, hold, debt) FROM STDIN (FORMAT BINARY)
        """;

    public const string CopyTransfers =
        "COPY transfer (book_id, seq, n, from_account, to_account, asset, amount, from_after, to_after, hold, debt) FROM STDIN (FORMAT BINARY)";

    public const string CopyBodies = "COPY event_body (recorded_at, book_id, seq, body) FROM STDIN (FORMAT BINARY)";

    public const string EnsureMonth = "SELECT ensure_event_body_month($1)";

    public const string InsertGrantTerms = """
        INSERT INTO grant_terms (book_id, grant_id, source, asset, granted, basis_asset, basis_units, effective_at, expires_at)
        SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[], $8::timestamptz[], $9::timestamptz[])
        """;

    /// <summary>Moves the books on, by the function of migration 0002: fails when a book or the tenant is not as the decisions took it to be.</summary>
    public const string MoveBooks = "SELECT journal_move($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// <summary>Moves the books on and appends the rows: a whole batch in one message, and outside a transaction a transaction of its own.</summary>
    public const string AppendBatch = """
        SELECT journal_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
                              $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47)
        """;

    public const string SaveCheckpoints = """
        INSERT INTO checkpoint (book_id, seq, state) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[])
        ON CONFLICT (book_id) DO UPDATE SET seq = excluded.seq, state = excluded.state
        """;

    public const string AddRollUps = """
        INSERT INTO rollup AS r (book_id, day, member, meter, model, grant_id, asset, cost_asset, quantity, units, cost)
        SELECT a, b, c, d, e, f, g, h, i, j::numeric, k::numeric
        FROM unnest($1::bigint[], $2::date[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::numeric[],
                    $10::text[], $11::text[]) AS u (a, b, c, d, e, f, g, h, i, j, k)
        ORDER BY a, b, c, d, e, f, g, h
        ON CONFLICT (book_id, day, member, meter, model, grant_id, asset, cost_asset) DO UPDATE
        SET quantity = r.quantity + excluded.quantity, units = r.units + excluded.units, cost = r.cost + excluded.cost
        """;

    public const string AddGrantMoves = """
        INSERT INTO grant_move AS m (book_id, day, grant_id, kind, units)
        SELECT a, b, c, d, e::numeric FROM unnest($1::bigint[], $2::date[], $3::text[], $4::text[], $5::text[]) AS u (a, b, c, d, e)
        ORDER BY a, b, c, d
        ON CONFLICT (book_id, day, grant_id, kind) DO UPDATE SET units = m.units + excluded.units
        """;

    public const string DueBooks = """
        SELECT b.account FROM book b JOIN tenant t USING (tenant_id)
        WHERE b.tenant_id = $1 AND b.next_due_at <= coalesce(t.frozen_at, clock_timestamp() + t.clock_offset)
        ORDER BY b.next_due_at LIMIT 500
        """;

    /// <summary>Seconds since the last entry of the book that has waited longest for its projections.</summary>
    public const string CheckpointAge = """
        SELECT extract(epoch FROM max(coalesce(t.frozen_at, clock_timestamp() + t.clock_offset) - b.recorded_at))::float8
        FROM book b JOIN tenant t USING (tenant_id) WHERE b.tenant_id = $1 AND b.seq > b.checkpoint_seq
        """;

    /// <summary>Books that have come to rest; those in use are saved by the writer that uses them.</summary>
    public const string BooksBehind = """
        SELECT b.account FROM book b JOIN tenant t USING (tenant_id)
        WHERE b.tenant_id = $1 AND b.seq > b.checkpoint_seq
          AND b.recorded_at < coalesce(t.frozen_at, clock_timestamp() + t.clock_offset) - interval '30 seconds'
        LIMIT 2000
        """;
}
