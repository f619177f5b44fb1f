namespace Farebox.Postgres.Verification;

/// <summary>Grants: where their units went, and when.</summary>
internal static class GrantChecks
{
    private const string Granted = """
        granted AS (
            SELECT book_id, seq AS grant_seq, terms->>'id' AS id, terms->>'asset' AS asset, (terms->>'units')::numeric AS units,
                (terms->>'effective_at')::timestamptz AS effective_at, (terms->>'expires_at')::timestamptz AS expires_at,
                (terms->>'expires_at')::timestamptz + (terms->>'grace_seconds')::bigint * interval '1 second' AS posts_at
            FROM (
                SELECT book_id, seq, CASE kind WHEN 24 THEN command::json->'grant' ELSE command::json END AS terms FROM entry WHERE kind IN (3, 24) AND status = 1
            ) issued WHERE terms IS NOT NULL)
        """;

    public static readonly SqlCheck Conserved = new("I-14", "Of every grant: granted = available + pending expiry + held + spent + expired, in the journal and in a checkpoint.", $"""
        WITH {Granted}, {Legs.Last}, gone AS (
            SELECT book_id, id, sum(amount) FILTER (WHERE what = 'issued') AS issued,
                coalesce(sum(amount) FILTER (WHERE what = 'spent'), 0) - coalesce(sum(amount) FILTER (WHERE what = 'back'), 0) AS spent, sum(amount) FILTER (WHERE what = 'expired') AS expired
            FROM (
                SELECT book_id, amount,
                    CASE WHEN from_account LIKE 'issued/%' THEN 'issued' WHEN from_account LIKE 'spent/%' THEN 'back' WHEN to_account = 'expired' THEN 'expired' ELSE 'spent' END AS what,
                    split_part(CASE WHEN from_account ~ '^(issued|spent)/' THEN to_account ELSE from_account END, '/', 2) AS id
                FROM ledger_transfer
                WHERE from_account LIKE 'issued/%' OR (from_account LIKE 'spent/%' AND to_account LIKE 'wallet/%')
                    OR (from_account ~ '^(wallet|held)/' AND (to_account LIKE 'spent/%' OR to_account LIKE 'debt/%' OR to_account = 'expired'))) t
            GROUP BY book_id, id),
        saved AS (
            SELECT book_id, seq, g->>'id' AS id, g->>'asset' AS asset, (g->>'units')::numeric AS units, (g->>'spent')::numeric AS spent, (g->>'expired')::numeric AS expired
            FROM checkpoint CROSS JOIN LATERAL json_array_elements(state::json->'grants') g),
        stated AS (
            SELECT book_id, a->>0 AS account, a->>1 AS asset, (a->>2)::numeric AS balance
            FROM checkpoint CROSS JOIN LATERAL json_array_elements(state::json->'accounts') a),
        law AS (
            SELECT g.book_id, g.id, g.units, coalesce(w.seq, g.grant_seq) AS seq, o.issued, coalesce(w.balance, 0) AS wallet, coalesce(h.balance, 0) AS held,
                coalesce(o.spent, 0) AS spent, coalesce(o.expired, 0) AS expired
            FROM granted g LEFT JOIN gone o USING (book_id, id)
            LEFT JOIN last w ON w.book_id = g.book_id AND w.account = 'wallet/' || g.id AND w.asset = g.asset
            LEFT JOIN last h ON h.book_id = g.book_id AND h.account = 'held/' || g.id AND h.asset = g.asset
            UNION ALL
            SELECT g.book_id, g.id, g.units, g.seq, g.units, coalesce(w.balance, 0), coalesce(h.balance, 0), g.spent, g.expired
            FROM saved g
            LEFT JOIN stated w ON w.book_id = g.book_id AND w.account = 'wallet/' || g.id AND w.asset = g.asset
            LEFT JOIN stated h ON h.book_id = g.book_id AND h.account = 'held/' || g.id AND h.asset = g.asset)
        SELECT book_id, seq, 'grant ' || id, units || ' granted',
            coalesce(issued, 0) || ' issued; ' || wallet || ' left, ' || held || ' held, ' || spent || ' spent, ' || expired || ' expired'
        FROM law WHERE (units = issued AND units = wallet + held + spent + expired AND least(wallet, held, spent, expired) >= 0) IS NOT TRUE
        ORDER BY book_id, seq LIMIT 1
        """);

    /// <summary>What is due at one instant may run before the expiry of that instant, so after and before are told by the order of entries.</summary>
    public static readonly SqlCheck Expired = new("I-16", "A grant pays only while it is effective and, but for held units, only for what happened before it expires; its expiry posts once, when it is due, and takes all that is left.", $"""
        WITH {Granted}, expiry AS (
            SELECT book_id, command::json->>'id' AS id, min(seq) AS seq, min(recorded_at) AS recorded_at, count(*) AS times
            FROM entry WHERE kind = 9 AND status = 1 AND command::json->>'due' = 'expiry' GROUP BY book_id, command::json->>'id'),
        moved AS (
            SELECT book_id, seq, kind, from_account, to_account, amount, from_after, occurred_at, recorded_at,
                CASE kind WHEN 9 THEN occurred_at ELSE recorded_at END AS decided_at
            FROM entry WHERE amount IS NOT NULL
            UNION ALL
            SELECT t.book_id, t.seq, e.kind, t.from_account, t.to_account, t.amount, t.from_after, e.occurred_at, e.recorded_at,
                CASE e.kind WHEN 9 THEN e.occurred_at ELSE e.recorded_at END
            FROM transfer t JOIN entry e ON e.book_id = t.book_id AND e.seq = t.seq)
        SELECT book_id, seq, subject, expected, found FROM (
            SELECT m.book_id, m.seq, 'grant ' || g.id AS subject,
                'a movement within ' || g.effective_at || ' and ' || coalesce(g.expires_at::text, 'for ever') || coalesce(', expiry in entry ' || x.seq, '') AS expected,
                m.amount || ' from ' || m.from_account || ' to ' || m.to_account || ', occurred ' || m.occurred_at || ', recorded ' || m.recorded_at AS found
            FROM moved m JOIN granted g ON g.book_id = m.book_id AND g.id = split_part(m.from_account, '/', 2)
            LEFT JOIN expiry x ON x.book_id = g.book_id AND x.id = g.id
            WHERE CASE split_part(m.from_account, '/', 1) || '>' || split_part(m.to_account, '/', 1)
                WHEN 'wallet>held' THEN m.recorded_at < g.effective_at OR m.recorded_at >= g.expires_at
                WHEN 'wallet>debt' THEN m.decided_at < g.effective_at OR m.decided_at >= g.expires_at
                WHEN 'wallet>spent' THEN m.recorded_at < g.effective_at OR m.occurred_at >= g.expires_at OR m.seq > x.seq
                WHEN 'wallet>expired' THEN ((m.seq = x.seq OR (m.seq > x.seq AND m.kind IN (12, 13))) AND m.from_after = 0) IS NOT TRUE
                WHEN 'held>wallet' THEN m.seq > x.seq
                WHEN 'held>expired' THEN (m.seq > x.seq) IS NOT TRUE
                ELSE false END
            UNION ALL
            SELECT g.book_id, coalesce(x.seq, b.seq), 'grant ' || g.id, 'one expiry, not before ' || g.posts_at,
                coalesce(x.times || ', recorded ' || x.recorded_at, 'none, and the book is at ' || b.recorded_at)
            FROM granted g JOIN book b USING (book_id) LEFT JOIN expiry x USING (book_id, id)
            WHERE (x.id IS NULL AND g.posts_at <= b.recorded_at) OR (x.id IS NOT NULL AND (x.times = 1 AND x.recorded_at >= g.posts_at) IS NOT TRUE)
        ) b ORDER BY book_id, seq LIMIT 1
        """);
}
