-- How the rows of decisions are laid out. By default a row above 2 kB has its columns compressed and stored apart, one after
-- the other, until it is below: four attempts to compress and two more rows for a decision of usual size. With half a page
-- for a row, the result and what fired are compressed and the row stays whole, two to a page. The entry is short of
-- repetitions, mostly hashes and identifiers: trying to compress it costs time and gives nothing.

ALTER TABLE decision ALTER COLUMN entry SET STORAGE EXTERNAL;

DO $$
DECLARE
    month regclass;
BEGIN
    FOR month IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'decision'::regclass LOOP
        EXECUTE format('ALTER TABLE %s SET (toast_tuple_target = 4080)', month);
    END LOOP;
END
$$;

-- As before, with that layout.
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
    EXECUTE pg_catalog.format('CREATE TABLE %I PARTITION OF decision FOR VALUES FROM (%L) TO (%L)'
        ' WITH (toast_tuple_target = 4080)', name,
        decision_id_at(starts AT TIME ZONE 'UTC'), decision_id_at((starts + interval '1 month') AT TIME ZONE 'UTC'));
    EXECUTE pg_catalog.format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
        name || '_keep_all', name);
    EXECUTE pg_catalog.format('REVOKE ALL ON %I FROM PUBLIC, CURRENT_USER, "${role}"', name);
END
$$;
