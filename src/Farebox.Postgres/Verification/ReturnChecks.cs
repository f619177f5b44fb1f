namespace Farebox.Postgres.Verification;

/// <summary>What was given back of uses.</summary>
internal static class ReturnChecks
{
    public static readonly SqlCheck Bounded = new("I-13", "What comes back of a use to a grant is never more than the grant had paid for it, settled debt included.", """
        WITH returned AS (
            SELECT e.book_id, e.seq, (part->>0)::bigint AS use_seq, part->>1 AS id, (part->>3)::numeric AS units
            FROM entry e CROSS JOIN LATERAL json_array_elements(e.command::json->'returns') part
            WHERE e.kind IN (12, 13) AND e.status = 1 AND e.command LIKE '%"returns"%'),
        back AS (SELECT book_id, use_seq, id, sum(units) AS units, max(seq) AS seq FROM returned GROUP BY book_id, use_seq, id),
        paid AS (
            SELECT t.book_id, t.seq AS use_seq, split_part(t.from_account, '/', 2) AS id, t.amount FROM ledger_transfer t
            JOIN (SELECT DISTINCT book_id, use_seq FROM back) b ON b.book_id = t.book_id AND b.use_seq = t.seq
            WHERE t.from_account ~ '^(wallet|held)/' AND t.to_account LIKE 'spent/%'
            UNION ALL
            SELECT t.book_id, split_part(t.debt, '/', 1)::bigint, split_part(t.from_account, '/', 2), t.amount FROM ledger_transfer t
            WHERE t.from_account LIKE 'wallet/%' AND t.to_account LIKE 'debt/%' AND EXISTS (SELECT FROM back b WHERE b.book_id = t.book_id)),
        sums AS (SELECT book_id, use_seq, id, sum(amount) AS units FROM paid GROUP BY book_id, use_seq, id)
        SELECT b.book_id, b.seq, 'entry ' || b.use_seq || ', grant ' || b.id, 'at most ' || coalesce(s.units, 0), b.units::text
        FROM back b LEFT JOIN sums s USING (book_id, use_seq, id) WHERE (b.units <= s.units) IS NOT TRUE
        ORDER BY b.book_id, b.seq LIMIT 1
        """);
}
