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

-- Functions that run as their owner look for tables among temporary ones last, where whoever calls them could put others.

-- Whoever places a hold waits until a month that is being dropped is gone, and the other way round.
CREATE FUNCTION legal_hold_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7746545, 5);
    RETURN NULL;
END
$$;
CREATE TRIGGER legal_hold_lock BEFORE INSERT ON legal_hold
    FOR EACH STATEMENT EXECUTE FUNCTION legal_hold_lock();

CREATE FUNCTION decision_month_is_old(of_month date, retention_months integer, instant timestamptz) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
    SELECT of_month + interval '1 month' + make_interval(months => greatest(retention_months, 60)) <= instant AT TIME ZONE 'UTC'
$$;
COMMENT ON FUNCTION decision_month_is_old IS 'whether a month ended so many months before an instant, and at least five years';

CREATE FUNCTION decision_month_is_held(of_month date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
    SELECT EXISTS (SELECT FROM legal_hold h
        WHERE held_from AT TIME ZONE 'UTC' < of_month + interval '1 month'
            AND (held_to IS NULL OR held_to AT TIME ZONE 'UTC' > of_month)
            AND NOT EXISTS (SELECT FROM legal_hold_release WHERE hold = h.id))
$$;
COMMENT ON FUNCTION decision_month_is_held IS 'whether a hold that was not released touches a month';

-- Drops a month: decisions with their requests, results and firings, and the classes that search finds them by. Gives the
-- places of their entries, from and to, in order. The caller records them as an event in the same transaction; without one,
-- verification finds entries missing.
CREATE FUNCTION expire_decisions(of_month date, retention_months integer) RETURNS TABLE (first bigint, last bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    partition text := 'decision_' || to_char(of_month, 'YYYY_MM');
    low       uuid := decision_id_at(of_month::timestamp AT TIME ZONE 'UTC');
    high      uuid := decision_id_at((of_month + interval '1 month') AT TIME ZONE 'UTC');
    latest    bigint;
    now_as_of timestamptz := clock_timestamp();
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'months expire in transactions that see holds of others' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    IF retention_months < 60 THEN
        RAISE EXCEPTION 'decisions are kept for at least five years' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF extract(day FROM of_month) <> 1 OR to_regclass(partition) IS NULL THEN
        RAISE EXCEPTION 'there is no month of decisions %', of_month USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF decision_month_is_old(of_month, retention_months, now_as_of) IS NOT TRUE THEN
        RAISE EXCEPTION 'the month % is not old enough', of_month USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    -- From here on nobody places a hold, and what follows sees all that were placed.
    PERFORM pg_advisory_xact_lock(7746545, 5);
    IF decision_month_is_held(of_month) THEN
        RAISE EXCEPTION 'the month % is held', of_month USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    SELECT max(d.sequence) INTO latest FROM decision d WHERE d.id >= low AND d.id < high;
    IF latest IS NOT NULL AND NOT EXISTS (SELECT FROM ledger_head h
            WHERE h.tree_size > latest AND (h.signed_at AT TIME ZONE 'UTC') + interval '5 years' < now_as_of AT TIME ZONE 'UTC') THEN
        RAISE EXCEPTION 'no head that is five years old covers the month %', of_month
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN QUERY SELECT min(island.sequence), max(island.sequence)
        FROM (SELECT d.sequence, d.sequence - row_number() OVER (ORDER BY d.sequence) AS stretch
              FROM decision d WHERE d.id >= low AND d.id < high) island
        GROUP BY island.stretch ORDER BY 1;
    -- In the order in which writers take them: the log, then the table.
    PERFORM pg_advisory_xact_lock(7746545, 1);
    IF latest IS DISTINCT FROM (SELECT max(d.sequence) FROM decision d WHERE d.id >= low AND d.id < high) THEN
        RAISE EXCEPTION 'decisions are being added to the month %', of_month USING ERRCODE = 'serialization_failure';
    END IF;
    EXECUTE format('DROP TABLE %I', partition);
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
    month timestamptz := date_trunc('month', instant, 'UTC');
    name  text := 'decision_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
    IF month < '2020-01-01 00:00Z' OR instant > clock_timestamp() + interval '40 days'
            OR EXISTS (SELECT FROM audit_event WHERE once = 'EXPIRE decisions ' || to_char(month AT TIME ZONE 'UTC', 'YYYY-MM')) THEN
        RAISE EXCEPTION 'no month of decisions for %', instant USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    PERFORM pg_advisory_xact_lock(7746545, 3);
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF decision FOR VALUES FROM (%L) TO (%L)', name, decision_id_at(month),
        decision_id_at((month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'));
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
        name || '_keep_all', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, CURRENT_USER, "${role}"', name);
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
