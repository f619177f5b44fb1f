-- What became of grants besides being used, by day, so that a balance at the end of any day is a sum of few rows. Like the roll-up it
-- is as of checkpoint_seq of its book, and the entries after it are the rest of the truth.
CREATE TABLE grant_move (
    book_id   bigint NOT NULL,
    day       date NOT NULL,
    grant_id  text NOT NULL,
    kind      text NOT NULL,
    units     numeric NOT NULL,
    PRIMARY KEY (book_id, day, grant_id, kind)
) WITH (fillfactor = 70);

ALTER TABLE grant_terms ADD COLUMN effective_at timestamptz, ADD COLUMN expires_at timestamptz;
UPDATE grant_terms t
SET effective_at = (e.command::jsonb ->> 'effective_at')::timestamptz, expires_at = (e.command::jsonb ->> 'expires_at')::timestamptz
FROM entry e WHERE e.book_id = t.book_id AND e.kind = 3 AND e.status = 1 AND e.command::jsonb ->> 'id' = t.grant_id;

INSERT INTO grant_move (book_id, day, grant_id, kind, units)
SELECT book_id, ((CASE WHEN kind = 9 THEN occurred_at ELSE recorded_at END) AT TIME ZONE 'UTC')::date, grant_id, move, sum(amount)
FROM (
    SELECT e.book_id, e.kind, e.occurred_at, e.recorded_at, t.amount,
           CASE WHEN t.from_account LIKE 'issued/%' THEN 'issued' ELSE 'expired' END AS move,
           CASE WHEN t.from_account LIKE 'issued/%' THEN substr(t.to_account, 8)
                WHEN t.from_account LIKE 'held/%' THEN substr(t.from_account, 6)
                ELSE substr(t.from_account, 8) END AS grant_id
    FROM ledger_transfer t JOIN entry e USING (book_id, seq) JOIN book b USING (book_id)
    WHERE e.seq <= b.checkpoint_seq AND (t.from_account LIKE 'issued/%' OR t.to_account = 'expired')
) moved
GROUP BY 1, 2, 3, 4;

GRANT SELECT, INSERT, UPDATE ON grant_move TO farebox_app;

CREATE VIEW walled.grant_move WITH (security_barrier) AS SELECT walled_row.* FROM public.grant_move AS walled_row
    WHERE EXISTS (SELECT FROM public.book WHERE book.book_id = walled_row.book_id AND book.tenant_id = (SELECT public.farebox_tenant()));
GRANT SELECT ON walled.grant_move TO farebox_read;

-- The view was made with the columns that the table had then.
CREATE OR REPLACE VIEW walled.grant_terms WITH (security_barrier) AS SELECT walled_row.* FROM public.grant_terms AS walled_row
    WHERE EXISTS (SELECT FROM public.book WHERE book.book_id = walled_row.book_id AND book.tenant_id = (SELECT public.farebox_tenant()));
