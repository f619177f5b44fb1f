namespace Farebox.Postgres.Verification;

/// <summary>Grants: where their units went, and when.</summary>
internal static class GrantChecks
{
    /// <summary>Every grant with the entry that opened it: granted, moved out of another one, or opened by what fell due.</summary>
    public const string Granted = """
        granted AS (
            SELECT book_id, seq AS grant_seq, g->>'id' AS id, g->>'asset' AS asset, (g->>'units')::numeric AS units, g->>'from' AS came_from,
                (g->>'effective_at')::timestamptz AS effective_at, (g->>'expires_at')::timestamptz AS expires_at,
                (g->>'expires_at')::timestamptz + (g->>'grace_seconds')::bigint * interval '1 second' AS posts_at
            FROM (SELECT book_id, seq, CASE kind WHEN 3 THEN command::json ELSE command::json->'grant' END AS g
                FROM entry WHERE status = 1 AND (kind IN (3, 15, 25) OR (kind IN (9, 17, 24) AND command LIKE '%"grant":{%'))) opened
            WHERE g IS NOT NULL)
        """;

    public static readonly SqlCheck Conserved = new("I-14", "Of every grant: granted + moved in = available + pending expiry + held + spent + expired + revoked + moved out, in the journal and in a checkpoint.", $"""
        WITH {Granted}, {Legs.Last}, gone AS (
            SELECT book_id, id, sum(amount) FILTER (WHERE what = 'came') AS came,
                coalesce(sum(amount) FILTER (WHERE what = 'spent'), 0) - coalesce(sum(amount) FILTER (WHERE what = 'back'), 0) AS spent,
                sum(amount) FILTER (WHERE what = 'expired') AS expired, sum(amount) FILTER (WHERE what = 'revoked') AS revoked, sum(amount) FILTER (WHERE what = 'moved') AS moved
            FROM (
                SELECT book_id, amount, CASE WHEN to_account IN ('expired', 'revoked') THEN to_account WHEN to_account LIKE 'wallet/%' OR to_account = 'exchange' THEN 'moved' ELSE 'spent' END AS what,
                    split_part(from_account, '/', 2) AS id
                FROM ledger_transfer
                WHERE (from_account LIKE 'wallet/%' AND to_account NOT LIKE 'held/%') OR (from_account LIKE 'held/%' AND to_account NOT LIKE 'wallet/%')
                UNION ALL
                SELECT book_id, amount, CASE WHEN from_account LIKE 'spent/%' THEN 'back' ELSE 'came' END, split_part(to_account, '/', 2) FROM ledger_transfer
                WHERE to_account LIKE 'wallet/%' AND (from_account LIKE 'issued/%' OR from_account LIKE 'wallet/%' OR from_account = 'exchange' OR from_account LIKE 'spent/%')) t
            GROUP BY book_id, id),
        saved AS (
            SELECT book_id, seq, g->>'id' AS id, g->>'asset' AS asset, (g->>'units')::numeric AS units, (g->>'spent')::numeric AS spent, (g->>'expired')::numeric AS expired,
                coalesce((g->>'revoked')::numeric, 0) AS revoked, coalesce((g->>'moved_out')::numeric, 0) AS moved
            FROM checkpoint CROSS JOIN LATERAL json_array_elements(state::json->'grants') g),
        stated AS (
            SELECT book_id, a->>0 AS account, a->>1 AS asset, (a->>2)::numeric AS balance
            FROM checkpoint CROSS JOIN LATERAL json_array_elements(state::json->'accounts') a),
        law AS (
            SELECT g.book_id, g.id, g.units, coalesce(w.seq, g.grant_seq) AS seq, o.came, coalesce(w.balance, 0) AS wallet, coalesce(h.balance, 0) AS held,
                coalesce(o.spent, 0) AS spent, coalesce(o.expired, 0) AS expired, coalesce(o.revoked, 0) AS revoked, coalesce(o.moved, 0) AS moved
            FROM granted g LEFT JOIN gone o USING (book_id, id)
            LEFT JOIN last w ON w.book_id = g.book_id AND w.account = 'wallet/' || g.id AND w.asset = g.asset
            LEFT JOIN last h ON h.book_id = g.book_id AND h.account = 'held/' || g.id AND h.asset = g.asset
            UNION ALL
            SELECT g.book_id, g.id, g.units, g.seq, g.units, coalesce(w.balance, 0), coalesce(h.balance, 0), g.spent, g.expired, g.revoked, g.moved
            FROM saved g
            LEFT JOIN stated w ON w.book_id = g.book_id AND w.account = 'wallet/' || g.id AND w.asset = g.asset
            LEFT JOIN stated h ON h.book_id = g.book_id AND h.account = 'held/' || g.id AND h.asset = g.asset)
        SELECT book_id, seq, 'grant ' || id, units || ' granted',
            coalesce(came, 0) || ' issued; ' || wallet || ' left, ' || held || ' held, ' || spent || ' spent, ' || expired || ' expired, ' || revoked || ' revoked, ' || moved || ' moved'
        FROM law WHERE (units = came AND units = wallet + held + spent + expired + revoked + moved AND least(wallet, held, spent, expired, revoked, moved) >= 0) IS NOT TRUE
        ORDER BY book_id, seq LIMIT 1
        """);

    /// <summary>What is due at one instant may run before the expiry of that instant, so after and before are told by the order of entries.</summary>
    public static readonly SqlCheck Expired = new("I-16", "A grant pays only while it is effective and, but for held units, only for what happened before it expires; its expiry posts once, when it is due, and takes all that is left.", $$"""
        WITH {{Granted}}, expiry AS (
            SELECT book_id, command::json->>'id' AS id, min(seq) AS seq, min(recorded_at) AS recorded_at, count(*) AS times
            FROM entry WHERE kind = 9 AND status = 1 AND command::json->>'due' = 'expiry' GROUP BY book_id, command::json->>'id'),
        removed AS (
            SELECT book_id, command::json->>'grant' AS id, command::json->>'as' AS as_what, min(seq) AS seq
            FROM entry WHERE kind = 16 AND status = 1 AND command::json->>'whole' = 'true' GROUP BY book_id, command::json->>'grant', command::json->>'as'),
        moved AS (
            SELECT book_id, seq, kind, command LIKE '{"due":"rollover"%' AS rolls, from_account, to_account, amount, from_after, occurred_at, recorded_at,
                CASE kind WHEN 9 THEN occurred_at ELSE recorded_at END AS decided_at
            FROM entry WHERE amount IS NOT NULL
            UNION ALL
            SELECT t.book_id, t.seq, e.kind, e.command LIKE '{"due":"rollover"%', t.from_account, t.to_account, t.amount, t.from_after, e.occurred_at, e.recorded_at,
                CASE e.kind WHEN 9 THEN e.occurred_at ELSE e.recorded_at END
            FROM transfer t JOIN entry e ON e.book_id = t.book_id AND e.seq = t.seq)
        SELECT book_id, seq, subject, expected, found FROM (
            SELECT m.book_id, m.seq, 'grant ' || g.id AS subject,
                'a movement within ' || g.effective_at || ' and ' || coalesce(g.expires_at::text, 'for ever') || coalesce(', expiry in entry ' || x.seq, '') AS expected,
                m.amount || ' from ' || m.from_account || ' to ' || m.to_account || ', occurred ' || m.occurred_at || ', recorded ' || m.recorded_at AS found
            FROM moved m JOIN granted g ON g.book_id = m.book_id AND g.id = split_part(m.from_account, '/', 2)
            LEFT JOIN expiry x ON x.book_id = g.book_id AND x.id = g.id
            LEFT JOIN removed r ON r.book_id = g.book_id AND r.id = g.id
            WHERE CASE split_part(m.from_account, '/', 1) || '>' || split_part(m.to_account, '/', 1)
                WHEN 'wallet>held' THEN m.recorded_at < g.effective_at OR m.recorded_at >= g.expires_at
                WHEN 'wallet>debt' THEN m.decided_at < g.effective_at OR m.decided_at >= g.expires_at
                WHEN 'wallet>wallet' THEN m.kind = 15 AND (m.recorded_at >= g.expires_at OR m.seq > x.seq)
                WHEN 'wallet>exchange' THEN m.recorded_at < g.effective_at OR m.recorded_at >= g.expires_at OR m.seq > x.seq
                WHEN 'wallet>spent' THEN m.to_account <> 'spent/_decrement' AND (m.recorded_at < g.effective_at OR m.occurred_at >= g.expires_at OR m.seq > x.seq)
                WHEN 'wallet>expired' THEN (m.kind = 16 OR m.rolls OR ((m.seq = x.seq OR (m.seq > x.seq AND m.kind IN (12, 13))) AND m.from_after = 0)
                    OR (m.kind IN (12, 13) AND m.seq > r.seq AND r.as_what = 'expire')) IS NOT TRUE
                WHEN 'held>wallet' THEN m.seq > x.seq OR m.seq > r.seq
                WHEN 'held>expired' THEN ((m.seq > x.seq AND r.seq IS NULL) OR (m.seq > r.seq AND r.as_what = 'expire')) IS NOT TRUE
                WHEN 'held>revoked' THEN (m.seq > r.seq AND r.as_what = 'void') IS NOT TRUE
                ELSE false END
            UNION ALL
            SELECT g.book_id, coalesce(x.seq, b.seq), 'grant ' || g.id, 'one expiry, not before ' || g.posts_at,
                coalesce(x.times || ', recorded ' || x.recorded_at, 'none, and the book is at ' || b.recorded_at)
            FROM granted g JOIN book b USING (book_id) LEFT JOIN expiry x USING (book_id, id)
            WHERE (x.id IS NULL AND g.posts_at <= b.recorded_at) OR (x.id IS NOT NULL AND (x.times = 1 AND x.recorded_at >= g.posts_at) IS NOT TRUE)
        ) b ORDER BY book_id, seq LIMIT 1
        """);
}
