-- Retention: months of decisions that are old enough go as a whole; legal holds keep them. See docs/retention.md.

-- What migrates may be the server's role, which may only add. For as long as this takes, it may more.
GRANT ALL ON decision, decision_class, ledger_head, audit_event TO CURRENT_USER;

CREATE TABLE legal_hold (
    id        uuid        PRIMARY KEY,
    held_from timestamptz NOT NULL,
    held_to   timestamptz CHECK (held_to > held_from),
    reason    text        NOT NULL,
    placed_by text        NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE legal_hold IS 'periods whose decisions are kept however old they are';
COMMENT ON COLUMN legal_hold.held_to IS 'end, not part of it; null when there is none';

CREATE TABLE legal_hold_release (
    hold        uuid        PRIMARY KEY,
    reason      text        NOT NULL,
    released_by text        NOT NULL,
    released_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN legal_hold_release.hold IS 'in legal_hold; no foreign key, whose check would have to lock rows that nobody may lock';

-- Functions that run as their owner do nothing that others could put something of their own before. They look for tables among
-- temporary ones last, and among PostgreSQL's first. Since a function or operator whose argument types fit better is taken
-- wherever it is, functions are named with their schema, and operators have arguments of the very types they are defined for.
DO $$
BEGIN
    IF (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = current_schema()) THEN
        EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
    END IF;
END
$$;

-- Whoever places a hold waits until a month that is being dropped is gone, and the other way round.
CREATE FUNCTION legal_hold_lock() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(7746545, 5);
    RETURN NULL;
END
$$;
CREATE TRIGGER legal_hold_lock BEFORE INSERT ON legal_hold
    FOR EACH STATEMENT EXECUTE FUNCTION legal_hold_lock();

-- What expires is told by how old heads are, so nobody who may only add makes an old one.
CREATE FUNCTION ledger_head_is_of_now() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.signed_at >= pg_catalog.clock_timestamp() - interval '10 minutes') IS NOT TRUE THEN
        RAISE EXCEPTION 'a head that is made now says %: by the clock of the database it may be at most 10 minutes old', NEW.signed_at
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER ledger_head_is_of_now BEFORE INSERT ON ledger_head
    FOR EACH ROW EXECUTE FUNCTION ledger_head_is_of_now();

CREATE OR REPLACE FUNCTION decision_id_at(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (pg_catalog.overlay(pg_catalog.lpad(pg_catalog.to_hex(
            pg_catalog.floor(extract(epoch FROM instant)::numeric * 1000::numeric)::bigint), 12, '0'), '-', 9, 0)
        || '-0000-0000-000000000000')::uuid
$$;

CREATE FUNCTION decision_month_is_one(of_month date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(of_month BETWEEN date '2020-01-01' AND date '9999-12-01' AND extract(day FROM of_month)::integer = 1, false)
$$;
COMMENT ON FUNCTION decision_month_is_one IS 'whether a date is the first day of a month that decisions can be of';

CREATE FUNCTION decision_month_is_old(of_month date, retention_months integer, instant timestamptz) RETURNS boolean
    LANGUAGE sql IMMUTABLE SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
    SELECT decision_month_is_one(of_month)
        AND of_month + interval '1 month' + pg_catalog.make_interval(months => greatest(retention_months, 60))
            <= instant AT TIME ZONE 'UTC'
$$;
COMMENT ON FUNCTION decision_month_is_old IS 'whether a month ended so many months before an instant, and at least five years';

CREATE FUNCTION decision_month_is_held(of_month date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
    SELECT NOT decision_month_is_one(of_month) OR EXISTS (SELECT FROM legal_hold h
        WHERE held_from AT TIME ZONE 'UTC' < of_month + interval '1 month'
            AND (held_to IS NULL OR held_to AT TIME ZONE 'UTC' > of_month::timestamp)
            AND NOT EXISTS (SELECT FROM legal_hold_release WHERE hold = h.id))
$$;
COMMENT ON FUNCTION decision_month_is_held IS 'whether a hold that was not released touches a month; true of what is no month of decisions';

-- Drops a month: decisions with their requests, results and firings, and the classes that search finds them by. Gives the
-- places of their entries, from and to, in order. The caller records them as an event in the same transaction; without one,
-- verification finds entries missing.
CREATE FUNCTION expire_decisions(of_month date, retention_months integer) RETURNS TABLE (first bigint, last bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    starts    timestamp;
    partition text;
    low       uuid;
    high      uuid;
    latest    bigint;
    now_as_of timestamptz := pg_catalog.clock_timestamp();
BEGIN
    -- Before anything is made of it: a year before Christ has the digits of another.
    IF NOT decision_month_is_one(of_month) THEN
        RAISE EXCEPTION 'there is no month of decisions %', of_month USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    starts    := of_month::timestamp;
    partition := 'decision_' || pg_catalog.to_char(starts, 'YYYY_MM');
    low       := decision_id_at(starts AT TIME ZONE 'UTC');
    high      := decision_id_at((starts + interval '1 month') AT TIME ZONE 'UTC');
    IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'months expire in transactions that see holds of others' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    IF (retention_months >= 60) IS NOT TRUE THEN
        RAISE EXCEPTION 'decisions are kept for at least five years' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF pg_catalog.to_regclass(partition) IS NULL THEN
        RAISE EXCEPTION 'there is no month of decisions %', of_month USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF decision_month_is_old(of_month, retention_months, now_as_of) IS NOT TRUE THEN
        RAISE EXCEPTION 'the month % is not old enough', of_month USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    -- From here on nobody places a hold, and what follows sees all that were placed.
    PERFORM pg_catalog.pg_advisory_xact_lock(7746545, 5);
    IF decision_month_is_held(of_month) IS NOT FALSE THEN
        RAISE EXCEPTION 'the month % is held', of_month USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    SELECT pg_catalog.max(d.sequence) INTO latest FROM decision d WHERE d.id >= low AND d.id < high;
    IF latest IS NOT NULL AND NOT EXISTS (SELECT FROM ledger_head h
            WHERE h.tree_size > latest AND (h.signed_at AT TIME ZONE 'UTC') + interval '5 years' < now_as_of AT TIME ZONE 'UTC') THEN
        RAISE EXCEPTION 'no head that is five years old covers the month %', of_month
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN QUERY SELECT pg_catalog.min(island.sequence), pg_catalog.max(island.sequence)
        FROM (SELECT d.sequence, d.sequence - pg_catalog.row_number() OVER (ORDER BY d.sequence) AS stretch
              FROM decision d WHERE d.id >= low AND d.id < high) island
        GROUP BY island.stretch ORDER BY 1;
    -- In the order in which writers take them: the log, then the table.
    PERFORM pg_catalog.pg_advisory_xact_lock(7746545, 1);
    IF latest IS DISTINCT FROM (SELECT pg_catalog.max(d.sequence) FROM decision d WHERE d.id >= low AND d.id < high) THEN
        RAISE EXCEPTION 'decisions are being added to the month %', of_month USING ERRCODE = 'serialization_failure';
    END IF;
    EXECUTE pg_catalog.format('DROP TABLE %I', partition);
    EXECUTE 'GRANT DELETE ON decision_class TO CURRENT_USER';
    ALTER TABLE decision_class DISABLE TRIGGER decision_class_keep;
    DELETE FROM decision_class WHERE month = of_month;
    ALTER TABLE decision_class ENABLE TRIGGER decision_class_keep;
    EXECUTE 'REVOKE DELETE ON decision_class FROM CURRENT_USER';
END
$$;

-- As before, but for months that have expired: they stay empty.
CREATE OR REPLACE FUNCTION decision_month(instant timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
DECLARE
    starts timestamp;
    name   text;
BEGIN
    IF (instant >= '2020-01-01 00:00Z' AND instant <= pg_catalog.clock_timestamp() + interval '40 days') IS NOT TRUE THEN
        RAISE EXCEPTION 'no month of decisions for %', instant USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    starts := pg_catalog.date_trunc('month', instant AT TIME ZONE 'UTC');
    name   := 'decision_' || pg_catalog.to_char(starts, 'YYYY_MM');
    IF EXISTS (SELECT FROM audit_event WHERE once = 'EXPIRE decisions ' || pg_catalog.to_char(starts, 'YYYY-MM')) THEN
        RAISE EXCEPTION 'no month of decisions for %', instant USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    PERFORM pg_catalog.pg_advisory_xact_lock(7746545, 3);
    IF pg_catalog.to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE pg_catalog.format('CREATE TABLE %I PARTITION OF decision FOR VALUES FROM (%L) TO (%L)', name,
        decision_id_at(starts AT TIME ZONE 'UTC'), decision_id_at((starts + interval '1 month') AT TIME ZONE 'UTC'));
    EXECUTE pg_catalog.format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
        name || '_keep_all', name);
    EXECUTE pg_catalog.format('REVOKE ALL ON %I FROM PUBLIC, CURRENT_USER, "${role}"', name);
END
$$;

REVOKE ALL ON FUNCTION expire_decisions, decision_month_is_held FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_decisions, decision_month_is_held TO "${role}";

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['legal_hold', 'legal_hold_release'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
            kept || '_keep', kept);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
            kept || '_keep_all', kept);
    END LOOP;
    FOREACH kept IN ARRAY ARRAY['legal_hold', 'legal_hold_release', 'decision', 'decision_class', 'ledger_head', 'audit_event'] LOOP
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, CURRENT_USER, "${role}"', kept);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO "${role}"', kept);
        -- The owner, as which the functions run, may read them.
        EXECUTE format('GRANT SELECT ON %I TO CURRENT_USER', kept);
    END LOOP;
END
$$;
