-- The journal and what is derived from it. Runs as farebox_owner; the program itself runs as farebox_app.

CREATE TABLE tenant (
    tenant_id     integer PRIMARY KEY,
    name          text NOT NULL UNIQUE,
    is_sandbox    boolean NOT NULL,
    -- A sandbox clock is frozen at an instant, or runs at an offset from the database clock; a live tenant has neither.
    frozen_at     timestamptz,
    clock_offset  interval NOT NULL DEFAULT interval '0',
    config_seq    bigint NOT NULL DEFAULT 0,
    CHECK (is_sandbox OR (frozen_at IS NULL AND clock_offset = interval '0'))
);

-- Keys are stored as SHA-256 of 256 random bits: nothing to guess, so nothing to slow down.
CREATE TABLE api_key (
    tenant_id   integer NOT NULL REFERENCES tenant,
    key_id      text NOT NULL,
    key_hash    bytea NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at  timestamptz,
    PRIMARY KEY (tenant_id, key_id)
);

-- Assets, meters and card versions, in the order they were made. Rows are never edited: a change of price is a new version.
CREATE TABLE config (
    tenant_id    integer NOT NULL REFERENCES tenant,
    seq          bigint NOT NULL CHECK (seq > 0),
    kind         text NOT NULL CHECK (kind IN ('asset', 'meter', 'card')),
    id           text NOT NULL,
    body         text NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, seq),
    UNIQUE (tenant_id, kind, id)
);

-- One row per book: the lock that makes a decision current, and the head of its journal.
-- next_due_at is a lower bound: touching a book too early finds nothing due and moves the bound on.
CREATE TABLE book (
    book_id         bigint PRIMARY KEY,
    tenant_id       integer NOT NULL REFERENCES tenant,
    account         text NOT NULL,
    seq             bigint NOT NULL DEFAULT 0,
    recorded_at     timestamptz,
    next_due_at     timestamptz,
    checkpoint_seq  bigint NOT NULL DEFAULT 0 CHECK (checkpoint_seq <= seq),

    -- The transaction that moved it last, by a number of its own: the number of an entry does not tell which of two entries took it.
    moved_by        uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
) WITH (fillfactor = 50);
CREATE INDEX book_due ON book (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX book_account ON book (tenant_id, account);

-- One row per command, with its first transfer: most entries have exactly one, and one row instead of two is the
-- difference of a tenth in throughput. Further transfers stand in transfer; ledger_transfer shows all of them.
CREATE TABLE entry (
    book_id       bigint NOT NULL,
    seq           bigint NOT NULL CHECK (seq > 0),
    key16         uuid NOT NULL,
    content16     uuid NOT NULL,
    kind          smallint NOT NULL,
    status        smallint NOT NULL,
    occurred_at   timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    member        text NOT NULL,
    command       text NOT NULL,
    outcome       text,
    from_account  text,
    to_account    text,
    asset         text,
    amount        bigint,
    from_after    bigint,
    to_after      bigint,
    hold          text,
    debt          text,
    PRIMARY KEY (book_id, seq),
    CHECK (amount IS NULL OR (amount > 0 AND from_account <> to_account AND asset IS NOT NULL
           AND from_after IS NOT NULL AND to_after IS NOT NULL))
);
CREATE UNIQUE INDEX entry_identity ON entry (book_id, key16);

CREATE TABLE transfer (
    book_id       bigint NOT NULL,
    seq           bigint NOT NULL,
    n             smallint NOT NULL CHECK (n > 1),
    from_account  text NOT NULL,
    to_account    text NOT NULL,
    asset         text NOT NULL,
    amount        bigint NOT NULL,
    from_after    bigint NOT NULL,
    to_after      bigint NOT NULL,
    hold          text,
    debt          text,
    PRIMARY KEY (book_id, seq, n),
    CHECK (amount > 0 AND from_account <> to_account)
);

CREATE VIEW ledger_transfer AS
    SELECT book_id, seq, 1::smallint AS n, from_account, to_account, asset, amount, from_after, to_after, hold, debt
    FROM entry WHERE amount IS NOT NULL
    UNION ALL
    SELECT book_id, seq, n, from_account, to_account, asset, amount, from_after, to_after, hold, debt FROM transfer;

-- What the producer sent, to the letter. The only place for personal data, so that it can be aged out a month at a time.
CREATE TABLE event_body (
    recorded_at  timestamptz NOT NULL,
    book_id      bigint NOT NULL,
    seq          bigint NOT NULL,
    body         text NOT NULL
) PARTITION BY RANGE (recorded_at);
CREATE INDEX event_body_recorded ON event_body USING brin (recorded_at) WITH (pages_per_range = 32);

-- The projections. Each is as of checkpoint_seq of its book; the entries after it are the rest of the truth.
CREATE TABLE checkpoint (
    book_id  bigint PRIMARY KEY,
    seq      bigint NOT NULL,
    state    text NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE rollup (
    book_id     bigint NOT NULL,
    day         date NOT NULL,
    member      text NOT NULL,
    meter       text NOT NULL,
    model       text NOT NULL,
    grant_id    text NOT NULL,
    asset       text NOT NULL,
    quantity    numeric NOT NULL,
    units       numeric NOT NULL,
    cost        numeric NOT NULL,
    cost_asset  text NOT NULL,
    PRIMARY KEY (book_id, day, member, meter, model, grant_id, asset, cost_asset)
) WITH (fillfactor = 70);

-- The terms of a grant never change, so reports may join to them without opening the book.
CREATE TABLE grant_terms (
    book_id      bigint NOT NULL,
    grant_id     text NOT NULL,
    source       text NOT NULL,
    asset        text NOT NULL,
    granted      bigint NOT NULL,
    basis_asset  text,
    basis_units  bigint,
    PRIMARY KEY (book_id, grant_id)
);

-- The program may not create tables, so it asks for a month's partition through this one function.
CREATE FUNCTION ensure_event_body_month(at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    first_day date := date_trunc('month', at AT TIME ZONE 'UTC')::date;
    name text := 'event_body_' || to_char(first_day, 'YYYYMM');
BEGIN
    IF to_regclass('public.' || name) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('farebox event_body'));

        -- Whoever held the lock may have made it. to_regclass would answer from what this session remembers; a query looks.
        IF NOT EXISTS (SELECT FROM pg_class WHERE relname = name AND relnamespace = 'public'::regnamespace) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF event_body FOR VALUES FROM (%L) TO (%L)',
                name, first_day::timestamptz, (first_day + interval '1 month')::timestamptz);
        END IF;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION ensure_event_body_month(timestamptz) FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE ON tenant, api_key, book, checkpoint, rollup TO farebox_app;
GRANT SELECT, INSERT ON config, grant_terms, entry, transfer, event_body TO farebox_app;
GRANT SELECT ON ledger_transfer TO farebox_app;
GRANT EXECUTE ON FUNCTION ensure_event_body_month(timestamptz) TO farebox_app;
