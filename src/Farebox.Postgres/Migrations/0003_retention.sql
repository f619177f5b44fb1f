-- Event bodies can be aged out a month at a time. The program may drop nothing itself, so it asks through this one function.

-- Drops, or with dry_run only names, the months that lie before keep_from. Never the current month of anybody's clock, nor the one before it.
CREATE FUNCTION drop_event_body_months(keep_from timestamptz, dry_run boolean) RETURNS TABLE (month date, bytes bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC'
-- Whoever appends an event waits behind this lock; a caller that cannot have it soon tries again later.
SET lock_timeout = '2s' AS $$
DECLARE
    newest date := least(date_trunc('month', keep_from), date_trunc('month', now() - interval '1 month'))::date;
    name text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('farebox event_body'));
    FOR name IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'public.event_body'::regclass AND c.relname ~ '^event_body_[0-9]{6}$'
        ORDER BY 1
    LOOP
        month := to_date(right(name, 6), 'YYYYMM');
        CONTINUE WHEN month >= newest OR EXISTS (
            SELECT FROM tenant t WHERE date_trunc('month', coalesce(t.frozen_at, now() + t.clock_offset))::date IN (month, (month + interval '1 month')::date));
        bytes := pg_total_relation_size(format('public.%I', name)::regclass);
        IF NOT dry_run THEN
            EXECUTE format('DROP TABLE public.%I', name);
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION drop_event_body_months(timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_event_body_months(timestamptz, boolean) TO farebox_app;
