namespace Farebox.Postgres.Verification;

/// <summary>Holds: what was authorised, and where it went.</summary>
internal static class HoldChecks
{
    /// <summary>Holds with the entry that authorised each, the entries that ended some, and what moved under their ids.</summary>
    private const string Holds = """
        grown AS (
            SELECT book_id, command::json->>'hold' AS id, sum((command::json->>'units')::numeric) AS units
            FROM entry WHERE kind = 10 AND status = 1 GROUP BY book_id, command::json->>'hold'),
        hold AS (
            SELECT a.book_id, a.seq, a.id, a.units + coalesce(g.units, 0) AS units
            FROM (SELECT book_id, seq, command::json->>'id' AS id, (command::json->>'units')::numeric AS units FROM entry WHERE kind = 6 AND status = 1) a
            LEFT JOIN grown g ON g.book_id = a.book_id AND g.id = a.id),
        ending AS (
            SELECT book_id, seq, command::json->>'hold' AS id FROM entry WHERE kind = 8 AND status = 1
            UNION ALL
            SELECT book_id, seq, command::json->>'id' FROM entry WHERE kind = 9 AND status = 1 AND command::json->>'due' = 'lapse'
            UNION ALL
            SELECT book_id, seq, command::json->>'hold' FROM entry
            WHERE kind = 7 AND status = 1 AND command LIKE '%"final":true%' AND outcome::json->>'late' IS NULL
            UNION ALL
            SELECT book_id, seq, command::json->>'hold' FROM entry
            WHERE kind = 5 AND status = 1 AND command LIKE '%"final":true%' AND command::json->>'final' = 'true' AND command::json->>'hold' IS NOT NULL
                AND coalesce(outcome::json->>'late', '') = ''),
        ended AS (SELECT book_id, id, min(seq) AS seq, count(*) AS times FROM ending GROUP BY book_id, id)
        """;

    public static readonly SqlCheck HeldIsOpen = new("I-07", "What is held of a grant is what its open holds still reserve of it.", $"""
        WITH {Holds}, {Legs.Last}, reserved AS (
            SELECT m.book_id, grant_account AS account, asset, sum(m.units) AS units FROM (
                SELECT book_id, hold, to_account AS grant_account, asset, amount::numeric AS units FROM ledger_transfer WHERE hold IS NOT NULL AND to_account LIKE 'held/%'
                UNION ALL
                SELECT book_id, hold, from_account, asset, -amount::numeric FROM ledger_transfer WHERE hold IS NOT NULL AND from_account LIKE 'held/%') m
            JOIN hold h ON h.book_id = m.book_id AND h.id = m.hold
            LEFT JOIN ended e ON e.book_id = h.book_id AND e.id = h.id
            WHERE e.id IS NULL GROUP BY m.book_id, grant_account, asset)
        SELECT l.book_id, l.seq, l.account || ' in ' || l.asset, coalesce(r.units, 0)::text, l.balance::text
        FROM last l LEFT JOIN reserved r ON r.book_id = l.book_id AND r.account = l.account AND r.asset = l.asset
        WHERE l.account LIKE 'held/%' AND l.balance <> coalesce(r.units, 0) ORDER BY l.book_id, l.seq LIMIT 1
        """);

    public static readonly SqlCheck Accounted = new("I-08", "Of every hold: authorised = captured + released + expired + remaining; one that has ended holds nothing, and nothing moves under it any more.", $"""
        WITH {Holds}, moved AS (
            SELECT book_id, hold AS id, min(seq) AS first_seq, max(seq) AS last_seq,
                coalesce(sum(amount) FILTER (WHERE to_account LIKE 'held/%'), 0) AS reserved,
                coalesce(sum(amount) FILTER (WHERE to_account LIKE 'spent/%'), 0) AS captured,
                coalesce(sum(amount) FILTER (WHERE to_account LIKE 'wallet/%'), 0) AS released,
                coalesce(sum(amount) FILTER (WHERE to_account IN ('expired', 'revoked')), 0) AS expired
            FROM ledger_transfer WHERE hold IS NOT NULL GROUP BY book_id, hold),
        both_sides AS (
            SELECT book_id, id, h.seq AS hold_seq, h.units, e.seq AS end_seq, e.times, first_seq, last_seq, reserved, captured, released, expired,
                reserved - captured - released - expired AS remaining
            FROM hold h FULL JOIN moved m USING (book_id, id) LEFT JOIN ended e USING (book_id, id))
        SELECT book_id, CASE WHEN units <> reserved THEN hold_seq ELSE coalesce(end_seq, last_seq, hold_seq) END, 'hold ' || id,
            CASE WHEN units IS NULL THEN 'a hold that was authorised' WHEN end_seq IS NULL THEN units || ' = captured + released + expired + remaining'
                ELSE units || ' = captured + released + expired, ended once by the last of its transfers' END,
            coalesce(reserved, 0) || ' reserved, ' || coalesce(captured, 0) || ' captured, ' || coalesce(released, 0) || ' released, '
                || coalesce(expired, 0) || ' expired, ' || coalesce(remaining, 0) || ' remaining'
        FROM both_sides
        WHERE (units = reserved AND remaining >= 0 AND first_seq = hold_seq
            AND (end_seq IS NULL OR (remaining = 0 AND last_seq <= end_seq AND times = 1))) IS NOT TRUE
        ORDER BY 1, 2 LIMIT 1
        """);
}
