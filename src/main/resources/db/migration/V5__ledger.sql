-- One log of all decisions and of all that was done to rule sets: entries without a gap, their leaf hashes, tree heads.
-- An entry is a text, and its leaf hash is that of the text: see docs/audit.md.

-- What migrates may be the server's role, which may only add. For as long as this takes, it may more.
GRANT ALL ON decision, decision_input, audit_event TO CURRENT_USER;

CREATE TABLE ledger (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    id   uuid    NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO ledger DEFAULT VALUES;
COMMENT ON TABLE ledger IS 'tells this log from that of any other database; its id is part of every tree head';

CREATE TABLE ledger_group (
    first_sequence bigint      PRIMARY KEY CHECK (first_sequence >= 0),
    entries        integer     NOT NULL CHECK (entries > 0),
    committed_at   timestamptz NOT NULL,
    leaves         bytea       NOT NULL CHECK (octet_length(leaves) = 32 * entries)
);
CREATE INDEX ledger_group_time ON ledger_group (committed_at);
COMMENT ON TABLE ledger_group IS 'the leaf hashes of entries that were committed together, one after the other';
COMMENT ON COLUMN ledger_group.first_sequence IS 'place of the first; the next group begins where this one ends';

CREATE TABLE ledger_head (
    tree_size bigint      PRIMARY KEY CHECK (tree_size > 0),
    root      bytea       NOT NULL CHECK (octet_length(root) = 32),
    frontier  bytea       NOT NULL,
    signed_at timestamptz NOT NULL,
    note      text        NOT NULL
);
COMMENT ON COLUMN ledger_head.frontier IS 'roots of the complete subtrees, the largest first: what it takes to go on';
COMMENT ON COLUMN ledger_head.note IS 'the signed checkpoint';

CREATE TABLE ledger_node (
    level    smallint NOT NULL CHECK (level > 0),
    position bigint   NOT NULL CHECK (position >= 0),
    hash     bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, position)
);
COMMENT ON TABLE ledger_node IS 'roots of complete subtrees of 256, 65,536 ... leaves, so that proofs need not read all leaves';

-- Decisions by month: the month is that of the id, which begins with the time it was made.
ALTER TABLE decision RENAME TO decision_before_ledger;
ALTER TABLE decision_before_ledger RENAME CONSTRAINT decision_pkey TO decision_before_ledger_pkey;

CREATE TABLE decision (
    id            uuid   NOT NULL,
    sequence      bigint NOT NULL,
    account       text   NOT NULL,
    entry         text   NOT NULL,
    request       bytea  NOT NULL,
    result        bytea  NOT NULL,
    firings       bytea,
    shared_sha256 text,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX decision_sequence ON decision (sequence);
COMMENT ON COLUMN decision.sequence IS 'place in the log';
COMMENT ON COLUMN decision.entry IS 'all that is known of it besides the bytes beside, whose digests it holds; what the leaf hash is made of';
COMMENT ON COLUMN decision.request IS 'the request as it was received, byte for byte';
COMMENT ON COLUMN decision.result IS 'the result as it was answered, byte for byte';
COMMENT ON COLUMN decision.firings IS 'fired rules with the facts they matched';
COMMENT ON COLUMN decision.shared_sha256 IS 'what the request shares with others, in decision_input; null when nothing';

CREATE FUNCTION decision_id_at(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (overlay(lpad(to_hex(floor(extract(epoch FROM instant) * 1000)::bigint), 12, '0') PLACING '-' FROM 9 FOR 0)
        || '-0000-0000-000000000000')::uuid
$$;
COMMENT ON FUNCTION decision_id_at IS 'the lowest id that a decision made at an instant can have';

-- The server may add months, and nothing else about tables.
CREATE FUNCTION decision_month(instant timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    month timestamptz := date_trunc('month', instant, 'UTC');
    name  text := 'decision_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
    IF month < '2020-01-01 00:00Z' OR instant > clock_timestamp() + interval '40 days' THEN
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
REVOKE ALL ON FUNCTION decision_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decision_month TO "${role}";

CREATE TRIGGER decision_keep BEFORE UPDATE OR DELETE ON decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_keep_all BEFORE TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What there was before enters the log in the order of its time.
ALTER TABLE audit_event DISABLE TRIGGER USER;
ALTER TABLE audit_event ALTER COLUMN sequence DROP IDENTITY;
ALTER TABLE audit_event ADD COLUMN entry text;

CREATE FUNCTION text_of(instant timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

SELECT decision_month(first_of_month)
    FROM (SELECT DISTINCT date_trunc('month', to_timestamp(
            ('x' || lpad(replace(left(id::text, 13), '-', ''), 16, '0'))::bit(64)::bigint / 1000.0), 'UTC') AS first_of_month
          FROM decision_before_ledger) months;

CREATE TEMPORARY TABLE earlier AS
    SELECT row_number() OVER (ORDER BY at, kind, sequence) - 1 AS sequence, at, kind, sequence AS was
    FROM (SELECT committed_at AS at, 'decision' AS kind, sequence FROM decision_before_ledger
          UNION ALL SELECT recorded_at, 'event', sequence FROM audit_event) all_of_them;

INSERT INTO decision (id, sequence, account, entry, request, result, firings, shared_sha256)
    SELECT d.id, e.sequence, d.account, json_strip_nulls(json_build_object(
            'sequence', e.sequence, 'committedAt', text_of(d.committed_at), 'type', 'decision', 'decisionId', d.id,
            'requestId', d.request_id, 'receivedAt', text_of(d.received_at), 'decidedAt', text_of(d.decided_at),
            'caller', json_build_object('name', d.caller, 'roles', d.caller_roles),
            'ruleSet', json_build_object('name', d.rule_set, 'version', d.rule_set_number, 'contentHash', d.rule_set_hash),
            'evaluatedAt', text_of(d.evaluated_at), 'status', d.status, 'account', d.account, 'portfolio', d.portfolio,
            'actions', '[]'::json,
            'engine', json_build_object('build', d.engine_build, 'drools', d.drools_version, 'java', d.java_version),
            'limitsHit', d.limits_hit, 'requestSha256', d.request_sha256, 'sharedSha256', d.shared_sha256,
            'resultSha256', d.result_sha256, 'firingsSha256', encode(sha256(d.firings), 'hex')))::text,
        d.request, d.result, d.firings, d.shared_sha256
    FROM decision_before_ledger d JOIN earlier e ON e.kind = 'decision' AND e.was = d.sequence;

UPDATE audit_event SET sequence = -1 - sequence;
UPDATE audit_event a SET sequence = e.sequence, entry = json_strip_nulls(json_build_object(
            'sequence', e.sequence, 'committedAt', text_of(a.recorded_at), 'type', 'event', 'at', text_of(a.at),
            'actor', a.actor, 'actorRoles', a.actor_roles, 'action', a.action, 'outcome', a.outcome, 'code', a.code,
            'ruleSet', a.rule_set, 'version', a.number, 'contentHash', a.content_hash, 'stateBefore', a.state_before,
            'stateAfter', a.state_after, 'reason', a.reason, 'detail', a.detail, 'once', a.once))::text
    FROM earlier e WHERE e.kind = 'event' AND e.was = -1 - a.sequence;

INSERT INTO ledger_group (first_sequence, entries, committed_at, leaves)
    SELECT min(sequence), count(*), max(at), string_agg(sha256('\x00'::bytea || convert_to(entry, 'UTF8')), ''::bytea ORDER BY sequence)
    FROM (SELECT e.sequence, e.at, coalesce(d.entry, a.entry) AS entry
          FROM earlier e LEFT JOIN decision d ON d.sequence = e.sequence LEFT JOIN audit_event a ON a.sequence = e.sequence) entries
    GROUP BY sequence / 256;

DROP TABLE earlier;
DROP FUNCTION text_of;
DROP TABLE decision_before_ledger;
ALTER TABLE audit_event ALTER COLUMN entry SET NOT NULL;
ALTER TABLE audit_event ENABLE TRIGGER USER;

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['ledger', 'ledger_group', 'ledger_head', 'ledger_node'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
            kept || '_keep', kept);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
            kept || '_keep_all', kept);
    END LOOP;
    FOREACH kept IN ARRAY ARRAY['ledger', 'ledger_group', 'ledger_head', 'ledger_node', 'decision', 'decision_input', 'audit_event'] LOOP
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, CURRENT_USER, "${role}"', kept);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO "${role}"', kept);
    END LOOP;
END
$$;
REVOKE INSERT ON ledger FROM "${role}";
