namespace Farebox.Postgres.Verification;

/// <summary>The beginning of a query that looks at transfers one side at a time.</summary>
internal static class Legs
{
    /// <summary>Each transfer as two rows: the account, by how much it changes, and the balance it states.</summary>
    public const string Each = """
        leg AS (
            SELECT book_id, seq, n::bigint, 0::bigint AS side, from_account COLLATE "C" AS account, asset COLLATE "C" AS asset, -amount AS change, from_after AS after
            FROM ledger_transfer
            UNION ALL
            SELECT book_id, seq, n::bigint, 1::bigint, to_account COLLATE "C", asset COLLATE "C", amount, to_after FROM ledger_transfer)
        """;

    /// <summary>Per account: the last balance that a transfer states, and the sum of all transfers. Without sorting the journal.</summary>
    public const string Last = Each + """
        , last AS (
            SELECT book_id, account, asset, max(seq) AS seq, (max(ARRAY[seq, n, side, after]))[4] AS balance, sum(change) AS moved
            FROM leg GROUP BY book_id, account, asset)
        """;
}
