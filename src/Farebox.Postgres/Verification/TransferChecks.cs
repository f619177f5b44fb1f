namespace Farebox.Postgres.Verification;

/// <summary>Double entry, transfer by transfer.</summary>
internal static class TransferChecks
{
    public static readonly SqlCheck Whole = new("I-01", "Every transfer has both its sides and belongs to an entry, numbered without gap: what leaves one account reaches another.", """
        SELECT book_id, seq, subject, expected, found FROM (
            SELECT book_id, seq, 'transfer ' || n AS subject, 'transfer ' || place AS expected, 'transfer ' || n AS found
            FROM (SELECT book_id, seq, n, 1 + row_number() OVER (PARTITION BY book_id, seq ORDER BY n) AS place FROM transfer) t
            WHERE n <> place
            UNION ALL
            SELECT t.book_id, t.seq, 'transfer ' || t.n, 'an entry with a first transfer', 'no such entry'
            FROM transfer t LEFT JOIN entry e ON e.book_id = t.book_id AND e.seq = t.seq AND e.amount IS NOT NULL
            WHERE e.book_id IS NULL
            UNION ALL
            SELECT book_id, seq, 'transfer 1', 'both sides of it, or nothing', num_nonnulls(from_account, to_account, asset, amount, from_after, to_after) || ' of 6 columns'
            FROM entry WHERE num_nonnulls(from_account, to_account, asset, amount, from_after, to_after) NOT IN (0, 6)
        ) b ORDER BY book_id, seq LIMIT 1
        """);

    /// <summary>The pairs are the whole chart: no other movement exists in it.</summary>
    public static readonly SqlCheck Charted = new("I-03", "Every transfer moves more than nothing of a configured asset between two different accounts that the chart joins.", $"""
        WITH {GrantChecks.Granted}
        SELECT t.book_id, t.seq, 'transfer ' || t.n, 'a movement that the chart knows', t.amount || ' ' || t.asset || ' from ' || t.from_account || ' to ' || t.to_account
        FROM ledger_transfer t
        JOIN book b ON b.book_id = t.book_id
        LEFT JOIN config c ON c.tenant_id = b.tenant_id AND c.kind = 'asset' AND c.id = t.asset
        LEFT JOIN granted g ON g.book_id = t.book_id
            AND g.id = CASE WHEN t.from_account ~ '^(wallet|held)/' THEN split_part(t.from_account, '/', 2) ELSE split_part(t.to_account, '/', 2) END
        WHERE (t.amount > 0 AND t.from_account <> t.to_account AND c.id IS NOT NULL
            AND (g.asset = t.asset OR t.from_account LIKE 'debt/%' OR (t.from_account LIKE 'spent/%' AND t.to_account LIKE 'debt/%'))
            AND (t.hold IS NOT NULL) = (t.from_account LIKE 'held/%' OR t.to_account LIKE 'held/%')
            AND (t.debt IS NOT NULL) = (t.to_account LIKE 'debt/%')
            AND CASE split_part(t.from_account, '/', 1) || '>' || split_part(t.to_account, '/', 1)
                WHEN 'wallet>held' THEN split_part(t.from_account, '/', 2) = split_part(t.to_account, '/', 2)
                WHEN 'held>wallet' THEN split_part(t.from_account, '/', 2) = split_part(t.to_account, '/', 2)
                WHEN 'wallet>debt' THEN split_part(t.to_account, '/', 2) = t.asset
                WHEN 'debt>spent' THEN split_part(t.from_account, '/', 2) = t.asset
                WHEN 'issued>wallet' THEN true WHEN 'wallet>spent' THEN true WHEN 'held>spent' THEN true
                WHEN 'spent>wallet' THEN true WHEN 'spent>debt' THEN split_part(t.to_account, '/', 2) = t.asset
                WHEN 'wallet>expired' THEN t.to_account = 'expired' WHEN 'held>expired' THEN t.to_account = 'expired'
                WHEN 'wallet>exchange' THEN t.to_account = 'exchange' WHEN 'exchange>wallet' THEN t.from_account = 'exchange'
                WHEN 'wallet>revoked' THEN t.to_account = 'revoked' WHEN 'held>revoked' THEN t.to_account = 'revoked'
                WHEN 'wallet>wallet' THEN EXISTS (SELECT FROM granted n WHERE n.book_id = t.book_id AND n.grant_seq = t.seq AND 'wallet/' || n.id = t.to_account
                    AND 'wallet/' || n.came_from = t.from_account AND n.asset = t.asset)
                ELSE false END) IS NOT TRUE
        ORDER BY t.book_id, t.seq, t.n LIMIT 1
        """);
}
