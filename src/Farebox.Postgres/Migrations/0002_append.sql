-- A batch that fits into one message is one call, and a call is a transaction of its own: nothing travels but the rows
-- and the answer. Both functions fail with FB001 when a book is not where the batch took it to be, and with FB002 when
-- the tenant's clock or configuration is not what it was decided by; nothing is written then.

CREATE FUNCTION journal_move(
    tenant integer, config bigint, frozen timestamptz, lead interval, move uuid,
    books bigint[], known_seqs bigint[], seqs bigint[], recorded timestamptz[], due timestamptz[],
    checkpoints bigint[], known_checkpoints bigint[], known_moves uuid[])
RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    moved integer;
    clock timestamptz;
BEGIN
    -- In the order of the ids, as every lock is taken. A row that another transaction is just moving is waited for, and
    -- compared as it has become; the count finds what did not fit.
    UPDATE book b
    SET seq = u.seq, recorded_at = u.recorded_at, next_due_at = u.due_at, checkpoint_seq = u.checkpoint_seq, moved_by = move
    FROM unnest(books, known_seqs, seqs, recorded, due, checkpoints, known_checkpoints, known_moves)
        AS u (book_id, known_seq, seq, recorded_at, due_at, checkpoint_seq, known_checkpoint, known_move)
    WHERE b.book_id = u.book_id AND b.seq = u.known_seq AND b.checkpoint_seq = u.known_checkpoint AND b.moved_by = u.known_move;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(books) THEN
        RAISE EXCEPTION 'a book has moved' USING ERRCODE = 'FB001';
    END IF;

    SELECT coalesce(t.frozen_at, clock_timestamp() + t.clock_offset) INTO clock FROM tenant t
    WHERE t.tenant_id = tenant AND t.config_seq = config AND t.frozen_at IS NOT DISTINCT FROM frozen AND t.clock_offset = lead;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the configuration has changed' USING ERRCODE = 'FB002';
    END IF;
    RETURN clock;
END
$$;

CREATE FUNCTION journal_append(
    tenant integer, config bigint, frozen timestamptz, lead interval, move uuid,
    books bigint[], known_seqs bigint[], seqs bigint[], recorded timestamptz[], due timestamptz[],
    checkpoints bigint[], known_checkpoints bigint[], known_moves uuid[],
    e_book bigint[], e_seq bigint[], e_key uuid[], e_content uuid[], e_kind smallint[], e_status smallint[],
    e_occurred timestamptz[], e_recorded timestamptz[], e_member text[], e_command bytea[], e_outcome bytea[],
    e_from text[], e_to text[], e_asset text[], e_amount bigint[], e_from_after bigint[], e_to_after bigint[], e_hold text[], e_debt text[],
    t_book bigint[], t_seq bigint[], t_n smallint[], t_from text[], t_to text[], t_asset text[], t_amount bigint[],
    t_from_after bigint[], t_to_after bigint[], t_hold text[], t_debt text[],
    b_recorded timestamptz[], b_book bigint[], b_seq bigint[], b_body bytea[])
RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    clock timestamptz;
BEGIN
    clock := journal_move(tenant, config, frozen, lead, move, books, known_seqs, seqs, recorded, due, checkpoints, known_checkpoints, known_moves);
    INSERT INTO entry (book_id, seq, key16, content16, kind, status, occurred_at, recorded_at, member, command, outcome,
                       from_account, to_account, asset, amount, from_after, to_after, hold, debt)
    SELECT a, b, c, d, e, f, g, h, i, convert_from(j, 'UTF8'), convert_from(k, 'UTF8'), l, m, n, o, p, q, r, s
    FROM unnest(e_book, e_seq, e_key, e_content, e_kind, e_status, e_occurred, e_recorded, e_member, e_command, e_outcome,
                e_from, e_to, e_asset, e_amount, e_from_after, e_to_after, e_hold, e_debt) AS u (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s);
    IF cardinality(t_book) > 0 THEN
        INSERT INTO transfer (book_id, seq, n, from_account, to_account, asset, amount, from_after, to_after, hold, debt)
        SELECT * FROM unnest(t_book, t_seq, t_n, t_from, t_to, t_asset, t_amount, t_from_after, t_to_after, t_hold, t_debt);
    END IF;
    IF cardinality(b_book) > 0 THEN
        INSERT INTO event_body (recorded_at, book_id, seq, body)
        SELECT a, b, c, convert_from(d, 'UTF8') FROM unnest(b_recorded, b_book, b_seq, b_body) AS u (a, b, c, d);
    END IF;
    RETURN clock;
END
$$;
