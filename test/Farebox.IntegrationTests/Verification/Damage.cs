namespace Farebox.IntegrationTests.Verification;

/// <summary>Something that somebody with the owner's rights did to a sound database, and the checks that must say so.</summary>
/// <param name="Check">The check whose twin this is.</param>
/// <param name="Broken">All checks that see it, when everything is derived again.</param>
/// <param name="Target">Finds the book and the entry; empty where the damage is not in a book.</param>
/// <param name="Deed">What is done; <c>$b</c> is the book and <c>$s</c> the entry.</param>
internal sealed record Damage(string Check, string Broken, string Target, string Deed)
{
    private const string FirstSpent = "SELECT book_id, seq FROM entry WHERE kind = 5 AND from_account LIKE 'wallet/%' AND to_account LIKE 'spent/%' ORDER BY book_id, seq OFFSET 3 LIMIT 1";
    private const string Checkpoint = "SELECT book_id, seq FROM checkpoint ORDER BY book_id LIMIT 1";

    public static IReadOnlyDictionary<string, Damage> All { get; } = new Dictionary<string, Damage>
    {
        ["a transfer is numbered twice over"] = new("I-01", "I-01",
            "SELECT book_id, seq FROM transfer GROUP BY book_id, seq ORDER BY book_id, seq LIMIT 1",
            "UPDATE transfer SET n = n + 1000 WHERE book_id = $b AND seq = $s"),
        ["a transfer belongs to no entry"] = new("I-01", "I-01 I-04 I-05 I-14",
            "SELECT book_id, seq FROM entry WHERE kind = 2 ORDER BY book_id, seq LIMIT 1",
            "INSERT INTO transfer VALUES ($b, $s, 2, 'issued/bonus', 'wallet/first', 'credit', 1, -1, 1)"),
        ["half a transfer"] = new("I-01", "I-01 I-09",
            "SELECT book_id, seq FROM entry WHERE kind = 2 ORDER BY book_id, seq LIMIT 1",
            "UPDATE entry SET from_account = 'issued/bonus' WHERE book_id = $b AND seq = $s"),
        ["the last balance of an account is more than came in"] = new("I-02", "I-02 I-04 I-05 I-09",
            "SELECT book_id, max(seq) FROM entry WHERE to_account = 'spent/llm' GROUP BY book_id ORDER BY book_id LIMIT 1",
            "UPDATE entry SET to_after = to_after + 1 WHERE book_id = $b AND seq = $s"),
        ["usage claims to settle a debt"] = new("I-03", "I-03", FirstSpent, "UPDATE entry SET debt = '1/llm' WHERE book_id = $b AND seq = $s"),
        ["units turn into another asset"] = new("I-03", "I-02 I-03 I-04 I-05 I-09", FirstSpent, "UPDATE entry SET asset = 'USD' WHERE book_id = $b AND seq = $s"),
        ["a checkpoint's balance is edited"] = new("I-04", "I-04 I-31", Checkpoint,
            """UPDATE checkpoint SET state = regexp_replace(state, '(\["spent/llm","credit",\d+)', '\10') WHERE book_id = $b"""),
        ["an amount is edited"] = new("I-05", "I-04 I-05 I-09 I-14", FirstSpent, "UPDATE entry SET amount = amount + 1 WHERE book_id = $b AND seq = $s"),
        ["a balance is edited"] = new("I-05", "I-05 I-09", FirstSpent, "UPDATE entry SET from_after = from_after + 1 WHERE book_id = $b AND seq = $s"),
        ["a wallet falls below zero"] = new("I-06", "I-05 I-06 I-09", FirstSpent, "UPDATE entry SET from_after = -1 WHERE book_id = $b AND seq = $s"),
        ["a debt is owed to the customer"] = new("I-06", "I-05 I-06 I-09",
            "SELECT book_id, seq FROM ledger_transfer WHERE from_account LIKE 'debt/%' ORDER BY book_id, seq LIMIT 1",
            """
            UPDATE entry SET from_after = 1 WHERE book_id = $b AND seq = $s AND from_account LIKE 'debt/%';
            UPDATE transfer SET from_after = 1 WHERE book_id = $b AND seq = $s AND from_account LIKE 'debt/%'
            """),
        ["a hold's units change hands"] = new("I-07", "I-07 I-08 I-09", """
            SELECT book_id, min(seq) FROM ledger_transfer WHERE hold IS NOT NULL GROUP BY book_id, hold
            HAVING sum(CASE WHEN to_account LIKE 'held/%' THEN amount ELSE -amount END) > 0 ORDER BY book_id, hold LIMIT 1
            """,
            "UPDATE entry SET hold = 'long' WHERE book_id = $b AND seq = $s"),
        ["a hold was for more"] = new("I-08", "I-08 I-09 I-31",
            "SELECT book_id, seq FROM entry WHERE kind = 6 AND status = 1 ORDER BY book_id, seq LIMIT 1",
            """UPDATE entry SET command = regexp_replace(command, '"units":(\d)', '"units":9\1') WHERE book_id = $b AND seq = $s"""),
        ["a hold grew by more"] = new("I-09", "I-08 I-09 I-31",
            "SELECT book_id, seq FROM entry WHERE kind = 10 AND status = 1 ORDER BY book_id, seq LIMIT 1",
            """UPDATE entry SET command = regexp_replace(command, '"units":(\d)', '"units":9\1') WHERE book_id = $b AND seq = $s"""),
        ["a hold was extended into the past"] = new("I-09", "I-09 I-31",
            "SELECT book_id, seq FROM entry WHERE kind = 11 AND status = 1 ORDER BY book_id, seq LIMIT 1",
            """UPDATE entry SET command = regexp_replace(command, '"lapses_at":"2026', '"lapses_at":"2020') WHERE book_id = $b AND seq = $s"""),
        ["a refusal says that less was available"] = new("I-09", "I-09",
            "SELECT book_id, seq FROM entry WHERE kind = 6 AND status = 2 ORDER BY book_id, seq LIMIT 1",
            """UPDATE entry SET outcome = regexp_replace(outcome, '"available":\d+', '"available":1') WHERE book_id = $b AND seq = $s"""),
        ["a hold is refused for no reason"] = new("I-09", "I-09",
            "SELECT book_id, seq FROM entry WHERE kind = 6 AND status = 2 AND outcome LIKE '%limit_exceeded%' ORDER BY book_id, seq LIMIT 1",
            "UPDATE entry SET outcome = replace(outcome, 'limit_exceeded', 'insufficient_credit') WHERE book_id = $b AND seq = $s"),
        ["an event was charged less than it was debited"] = new("I-09", "I-09", FirstSpent,
            """UPDATE entry SET command = regexp_replace(command, '"units":\d+', '"units":1') WHERE book_id = $b AND seq = $s"""),
        ["an entry was recorded before the one it follows"] = new("I-09", "I-09",
            "SELECT book_id, seq FROM entry WHERE kind = 5 AND status = 3 ORDER BY book_id, seq LIMIT 1",
            "UPDATE entry SET recorded_at = recorded_at - interval '1 year' WHERE book_id = $b AND seq = $s; DELETE FROM event_body WHERE book_id = $b AND seq = $s"),
        ["a command that is no JSON"] = new("I-09", "I-09", FirstSpent, "UPDATE entry SET command = 'gone' WHERE book_id = $b AND seq = $s"),
        ["a grant was of more"] = new("I-14", "I-09 I-14 I-31",
            "SELECT book_id, seq FROM entry WHERE kind = 3 ORDER BY book_id, seq LIMIT 1",
            """UPDATE entry SET command = regexp_replace(command, '"units":(\d)', '"units":9\1') WHERE book_id = $b AND seq = $s"""),
        ["a checkpoint has forgotten what was spent"] = new("I-14", "I-14 I-31", Checkpoint,
            """UPDATE checkpoint SET state = regexp_replace(state, '"spent":[1-9]\d*', '"spent":0') WHERE book_id = $b"""),
        ["the burn order is swapped"] = new("I-15", "I-15",
            "SELECT book_id, seq FROM entry WHERE from_account IN ('wallet/first', 'wallet/free') ORDER BY book_id, seq LIMIT 1", """
            WITH paying AS (SELECT '("id":"' || substr(from_account, 8) || '","asset":"credit","units":\d+,"source":"\w+")(,"priority":-?\d+)?' AS terms FROM entry WHERE book_id = $b AND seq = $s),
            saved AS (UPDATE checkpoint SET state = regexp_replace(state, terms, '\1,"priority":9') FROM paying WHERE book_id = $b)
            UPDATE entry SET command = regexp_replace(command, terms, '\1,"priority":9') FROM paying WHERE book_id = $b AND kind = 3
            """),
        ["use occurred after the credit for it expired"] = new("I-16", "I-15 I-16 I-31",
            "SELECT book_id, seq FROM entry WHERE kind = 5 AND from_account IN ('wallet/first', 'wallet/free') ORDER BY book_id, seq LIMIT 1",
            "UPDATE entry SET occurred_at = '2027-01-01' WHERE book_id = $b AND seq = $s"),
        ["an expiry was posted too early"] = new("I-16", "I-09 I-16",
            "SELECT book_id, seq FROM entry WHERE kind = 9 AND command LIKE '%expiry%' ORDER BY book_id, seq LIMIT 1",
            "UPDATE entry SET recorded_at = '2026-07-01' WHERE book_id = $b AND seq = $s"),
        ["an entry is gone"] = new("I-19", "I-09 I-19",
            "SELECT book_id, seq FROM entry WHERE kind = 5 AND status = 3 ORDER BY book_id, seq LIMIT 1",
            "DELETE FROM entry WHERE book_id = $b AND seq = $s; DELETE FROM event_body WHERE book_id = $b AND seq = $s"),
        ["a book names an entry that it does not have"] = new("I-19", "I-19 I-31",
            "SELECT book_id, seq FROM book ORDER BY book_id LIMIT 1", "UPDATE book SET seq = seq + 1 WHERE book_id = $b"),
        ["an event body belongs to no event"] = new("I-23", "I-23",
            "SELECT book_id, seq FROM entry WHERE kind = 2 ORDER BY book_id, seq LIMIT 1",
            "INSERT INTO event_body SELECT recorded_at, $b, $s, '{}' FROM entry WHERE book_id = $b AND seq = $s"),
        ["two entries share an identity"] = new("I-23", "I-23", FirstSpent,
            "DROP INDEX entry_identity; UPDATE entry SET key16 = (SELECT key16 FROM entry WHERE book_id = $b AND seq = 1) WHERE book_id = $b AND seq = $s"),
        ["an entry stands under another identity"] = new("I-23", "I-23", FirstSpent,
            "UPDATE entry SET key16 = '00000000-0000-0000-0000-000000000001' WHERE book_id = $b AND seq = $s"),
        ["the program may update entries"] = new("I-29", "I-29", "", "GRANT UPDATE ON entry TO farebox_app"),
        ["the program may update one column"] = new("I-29", "I-29", "", "GRANT UPDATE (amount) ON transfer TO farebox_app"),
        ["the program may delete a month of bodies"] = new("I-29", "I-29", "", "GRANT DELETE ON event_body_202607 TO farebox_app"),
        ["everybody may truncate"] = new("I-29", "I-29", "", "GRANT TRUNCATE ON entry TO PUBLIC"),
        ["a checkpoint names another card"] = new("I-31", "I-31", Checkpoint, """UPDATE checkpoint SET state = replace(state, '"rate_card":"default"', '"rate_card":"cheap"') WHERE book_id = $b"""),
        ["a running count of a checkpoint is edited"] = new("I-31", "I-31", Checkpoint,
            """UPDATE checkpoint SET state = regexp_replace(state, '("counters":\[\["[^]]*",)(\d)', '\19\2') WHERE book_id = $b"""),
        ["an event was priced from another running count"] = new("I-09", "I-09",
            """SELECT book_id, seq FROM entry WHERE kind = 5 AND status = 1 AND command LIKE '%"before":%' ORDER BY book_id, seq LIMIT 1""",
            """UPDATE entry SET command = regexp_replace(command, '"before":', '"before":7') WHERE book_id = $b AND seq = $s"""),
        ["a checkpoint is gone"] = new("I-31", "I-31", Checkpoint, "DELETE FROM checkpoint WHERE book_id = $b"),
        ["a sum of the roll-up is stale"] = new("I-31", "I-31", Checkpoint, "UPDATE rollup SET units = units - 1 WHERE book_id = $b AND units > 0"),
        ["a line of the roll-up is missing"] = new("I-31", "I-31", Checkpoint, "DELETE FROM rollup WHERE book_id = $b AND grant_id = 'first'"),
        ["a line of the roll-up is too many"] = new("I-31", "I-31", Checkpoint,
            "INSERT INTO rollup VALUES ($b, '2026-07-01', 'nobody', 'llm', 'small', 'first', 'credit', 0, 0, 0, '')"),
        ["a move of a grant is stale"] = new("I-31", "I-31", Checkpoint, "UPDATE grant_move SET units = units + 1 WHERE book_id = $b AND kind = 'issued'"),
        ["a move of a grant is missing"] = new("I-31", "I-31", Checkpoint, "DELETE FROM grant_move WHERE book_id = $b AND grant_id = 'first'"),
        ["a grant's terms are embellished"] = new("I-31", "I-31", "SELECT book_id, seq FROM book ORDER BY book_id LIMIT 1",
            "UPDATE grant_terms SET source = 'refund' WHERE book_id = $b AND grant_id = 'first'"),
        ["nobody will look at a book that has something due"] = new("I-31", "I-31",
            "SELECT book_id, seq FROM book WHERE next_due_at IS NOT NULL ORDER BY book_id LIMIT 1",
            "UPDATE book SET next_due_at = next_due_at + interval '1 year' WHERE book_id = $b"),
    };
}
