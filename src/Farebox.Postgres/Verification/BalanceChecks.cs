namespace Farebox.Postgres.Verification;

/// <summary>Balances: what transfers state, what they add up to, and what the checkpoints say.</summary>
internal static class BalanceChecks
{
    public static readonly SqlCheck Trial = new("I-02", "The last stated balances of a book's accounts add up to nothing, asset by asset.", $"""
        WITH {Legs.Last}
        SELECT book_id, NULL::bigint, 'all accounts in ' || asset, '0', sum(balance)::text
        FROM last GROUP BY book_id, asset HAVING sum(balance) <> 0 ORDER BY book_id, asset LIMIT 1
        """);

    public static readonly SqlCheck Sums = new("I-04", "Every balance, in the journal and in a checkpoint, is the sum of the transfers up to it.", $"""
        WITH {Legs.Last}, stated AS (
            SELECT c.book_id, c.seq, line->>0 AS account, line->>1 AS asset, (line->>2)::numeric AS balance
            FROM checkpoint c CROSS JOIN LATERAL json_array_elements(c.state::json->'accounts') line),
        moved AS (
            SELECT book_id, c.seq, account, asset, sum(change) AS balance
            FROM leg JOIN checkpoint c USING (book_id) WHERE leg.seq <= c.seq GROUP BY book_id, c.seq, account, asset HAVING sum(change) <> 0)
        SELECT book_id, seq, subject, expected, found FROM (
            SELECT book_id, seq, account || ' in ' || asset AS subject, moved::text AS expected, balance::text AS found FROM last WHERE balance <> moved
            UNION ALL
            SELECT book_id, coalesce(s.seq, m.seq), account || ' in ' || asset || ' in the checkpoint', coalesce(m.balance, 0)::text, coalesce(s.balance, 0)::text
            FROM stated s FULL JOIN moved m USING (book_id, account, asset) WHERE coalesce(s.balance, 0) <> coalesce(m.balance, 0)
        ) b ORDER BY book_id, seq, subject LIMIT 1
        """);

    public static readonly SqlCheck Chain = new("I-05", "Every transfer begins where the one before left its two accounts, and ends where it says.", $"""
        WITH {Legs.Each}, chained AS (
            SELECT *, coalesce(lag(after) OVER (PARTITION BY book_id, account, asset ORDER BY seq, n, side), 0) AS before FROM leg)
        SELECT book_id, seq, account || ' in ' || asset || ' after transfer ' || n, (before::numeric + change)::text, after::text
        FROM chained WHERE before::numeric + change <> after ORDER BY book_id, seq, n, side LIMIT 1
        """);

    public static readonly SqlCheck NotBelowZero = new("I-06", "No account is ever below zero but issued, exchange and debt, and no debt is ever above it.", $"""
        WITH {Legs.Each}
        SELECT book_id, seq, account || ' in ' || asset, CASE WHEN account LIKE 'debt/%' THEN 'zero or less' ELSE 'zero or more' END, after::text
        FROM leg
        WHERE (after < 0 AND account NOT LIKE 'issued/%' AND account <> 'exchange' AND account NOT LIKE 'debt/%') OR (after > 0 AND account LIKE 'debt/%')
        ORDER BY book_id, seq, n, side LIMIT 1
        """);
}
