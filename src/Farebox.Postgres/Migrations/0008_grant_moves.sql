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

-- Every book is derived anew from its journal, as after 0006.
UPDATE book SET checkpoint_seq = 0 WHERE checkpoint_seq > 0;
DELETE FROM checkpoint;
DELETE FROM rollup;

GRANT SELECT, INSERT, UPDATE ON grant_move TO farebox_app;

CREATE VIEW walled.grant_move WITH (security_barrier) AS SELECT walled_row.* FROM public.grant_move AS walled_row
    WHERE EXISTS (SELECT FROM public.book WHERE book.book_id = walled_row.book_id AND book.tenant_id = (SELECT public.farebox_tenant()));
GRANT SELECT ON walled.grant_move TO farebox_read;

-- The view was made with the columns that the table had then.
CREATE OR REPLACE VIEW walled.grant_terms WITH (security_barrier) AS SELECT walled_row.* FROM public.grant_terms AS walled_row
    WHERE EXISTS (SELECT FROM public.book WHERE book.book_id = walled_row.book_id AND book.tenant_id = (SELECT public.farebox_tenant()));
