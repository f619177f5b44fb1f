-- Small batches again, with less work per batch. A FROM clause of several arrays copies each of them into a table of its own before the first
-- row is read; in a list of results the arrays are read in step, and nothing is copied. Everything else is as in 0002.

CREATE OR REPLACE FUNCTION journal_move(
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
    FROM (SELECT unnest(books), unnest(known_seqs), unnest(seqs), unnest(recorded), unnest(due), unnest(checkpoints),
                 unnest(known_checkpoints), unnest(known_moves))
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

CREATE OR REPLACE FUNCTION journal_append(
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
    SELECT unnest(e_book), unnest(e_seq), unnest(e_key), unnest(e_content), unnest(e_kind), unnest(e_status),
           unnest(e_occurred), unnest(e_recorded), unnest(e_member),
           convert_from(unnest(e_command), 'UTF8'), convert_from(unnest(e_outcome), 'UTF8'),
           unnest(e_from), unnest(e_to), unnest(e_asset), unnest(e_amount), unnest(e_from_after), unnest(e_to_after), unnest(e_hold), unnest(e_debt);
    IF cardinality(t_book) > 0 THEN
        INSERT INTO transfer (book_id, seq, n, from_account, to_account, asset, amount, from_after, to_after, hold, debt)
        SELECT unnest(t_book), unnest(t_seq), unnest(t_n), unnest(t_from), unnest(t_to), unnest(t_asset), unnest(t_amount),
               unnest(t_from_after), unnest(t_to_after), unnest(t_hold), unnest(t_debt);
    END IF;
    IF cardinality(b_book) > 0 THEN
        INSERT INTO event_body (recorded_at, book_id, seq, body)
        SELECT unnest(b_recorded), unnest(b_book), unnest(b_seq), convert_from(unnest(b_body), 'UTF8');
    END IF;
    RETURN clock;
END
$$;
