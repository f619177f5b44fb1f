-- Notices: what entries brought about that somebody wants to be told, written with them; who is told over HTTP; and credit that is being bought.

-- Rows of one book are born in the order of its entries, because a book's row is locked until its transaction ends. Where
-- a row stands in the feed is said later, by one transaction after the other, so that no reader of the feed passes a place
-- that is still to be taken.
CREATE TABLE outbox (
    tenant_id    integer NOT NULL REFERENCES tenant,
    book_id      bigint NOT NULL,
    seq          bigint NOT NULL,
    n            smallint NOT NULL,
    notice_id    text NOT NULL,
    account      text NOT NULL,
    kind         text NOT NULL,
    recorded_at  timestamptz NOT NULL,
    body         text NOT NULL,
    born         bigint GENERATED ALWAYS AS IDENTITY,
    written_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    position     bigint,
    PRIMARY KEY (book_id, seq, n)
);
CREATE UNIQUE INDEX outbox_feed ON outbox (tenant_id, position) WHERE position IS NOT NULL;
CREATE UNIQUE INDEX outbox_notice ON outbox (tenant_id, notice_id);
CREATE INDEX outbox_new ON outbox (born) WHERE position IS NULL;
CREATE INDEX outbox_age ON outbox (written_at);
CREATE SEQUENCE notice_position AS bigint;

-- What a tenant wants to be told of every account that is opened from now on.
CREATE TABLE alert_default (
    tenant_id  integer NOT NULL REFERENCES tenant,
    rule_id    text NOT NULL,
    body       text NOT NULL,
    PRIMARY KEY (tenant_id, rule_id)
);

-- Secrets are kept as they are, because they must sign. The role that reads for callers cannot read them.
CREATE TABLE webhook_endpoint (
    tenant_id         integer NOT NULL REFERENCES tenant,
    endpoint_id       text NOT NULL,
    url               text NOT NULL,
    description       text NOT NULL,
    kinds             text[] NOT NULL,
    secret            bytea NOT NULL,
    old_secret        bytea,
    old_secret_until  timestamptz,
    created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    failing_since     timestamptz,
    disabled_at       timestamptz,
    disabled_reason   text,
    PRIMARY KEY (tenant_id, endpoint_id)
);

-- One notice on its way to one endpoint. A lease is taken for each attempt, and ends by itself when its holder has died.
CREATE TABLE webhook_delivery (
    tenant_id     integer NOT NULL,
    endpoint_id   text NOT NULL,
    position      bigint NOT NULL,
    notice_id     text NOT NULL,
    state         text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts      integer NOT NULL DEFAULT 0,
    tries         integer NOT NULL DEFAULT 0,
    next_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    leased_until  timestamptz,
    lease         uuid,
    ended_at      timestamptz,
    PRIMARY KEY (tenant_id, endpoint_id, position),
    FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoint
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (tenant_id, endpoint_id, next_at) WHERE state = 'pending';

CREATE TABLE webhook_attempt (
    tenant_id    integer NOT NULL,
    endpoint_id  text NOT NULL,
    position     bigint NOT NULL,
    attempt      integer NOT NULL,
    at           timestamptz NOT NULL,
    status       integer,
    error        text,
    millis       integer NOT NULL,
    PRIMARY KEY (tenant_id, endpoint_id, position, attempt),
    FOREIGN KEY (tenant_id, endpoint_id, position) REFERENCES webhook_delivery ON DELETE CASCADE
);

-- Credit that is being bought: a projection of the entries that ask for it and settle it, and the queue of whoever asks for the money.
CREATE TABLE top_up (
    tenant_id     integer NOT NULL REFERENCES tenant,
    book_id       bigint NOT NULL,
    top_up_id     text NOT NULL,
    account       text NOT NULL,
    seq           bigint NOT NULL,
    asset         text NOT NULL,
    units         bigint NOT NULL,
    price_asset   text NOT NULL,
    price_units   bigint NOT NULL,
    requested_at  timestamptz NOT NULL,
    state         text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'paid', 'failed')),
    settled_seq   bigint,
    settled_at    timestamptz,
    note          text,
    next_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    leased_until  timestamptz,
    lease         uuid,
    tries         integer NOT NULL DEFAULT 0,
    PRIMARY KEY (book_id, top_up_id)
);
CREATE INDEX top_up_due ON top_up (next_at) WHERE state = 'requested';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{outbox,alert_default,webhook_endpoint,webhook_delivery,webhook_attempt,top_up}'::text[] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY reader ON %I FOR SELECT TO farebox_read USING (tenant_id = (SELECT farebox_tenant()))', name);
        EXECUTE format('CREATE POLICY program ON %I TO farebox_app USING '
            '((SELECT farebox_tenant()) IS NULL OR tenant_id = (SELECT farebox_tenant()))', name);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON outbox, alert_default, webhook_endpoint, webhook_delivery, webhook_attempt, top_up TO farebox_app;
GRANT DELETE ON outbox, alert_default, webhook_delivery, webhook_attempt TO farebox_app;
GRANT USAGE ON SEQUENCE notice_position TO farebox_app;
GRANT SELECT ON outbox, alert_default, webhook_delivery, webhook_attempt, top_up TO farebox_read;
GRANT SELECT (tenant_id, endpoint_id, url, description, kinds, old_secret_until, created_at, failing_since, disabled_at, disabled_reason)
    ON webhook_endpoint TO farebox_read;
