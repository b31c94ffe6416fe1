-- The decision log: one row a decision, written before the decision is answered, never changed.

CREATE TABLE decision (
    id              uuid        PRIMARY KEY,
    sequence        bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    received_at     timestamptz NOT NULL,
    decided_at      timestamptz NOT NULL,
    committed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    caller          text        NOT NULL,
    caller_roles    text[]      NOT NULL,
    rule_set        text        NOT NULL,
    rule_set_number integer     NOT NULL,
    rule_set_hash   text        NOT NULL,
    evaluated_at    timestamptz NOT NULL,
    status          text        NOT NULL,
    account         text        NOT NULL,
    portfolio       text        NOT NULL,
    request_id      text,
    request         bytea       NOT NULL,
    request_sha256  text        NOT NULL CHECK (request_sha256 ~ '^[0-9a-f]{64}$'),
    result          bytea       NOT NULL,
    result_sha256   text        NOT NULL CHECK (result_sha256 ~ '^[0-9a-f]{64}$'),
    engine_build    text        NOT NULL,
    drools_version  text        NOT NULL,
    java_version    text        NOT NULL,
    firings         bytea,
    limits_hit      text[]      NOT NULL
);
COMMENT ON COLUMN decision.rule_set_number IS 'no foreign key: versions are never deleted, and every decision would lock the same row';
COMMENT ON COLUMN decision.sequence IS 'order of writing; may have gaps where a commit failed';
COMMENT ON COLUMN decision.committed_at IS 'when the row was written, within the group that was then committed';
COMMENT ON COLUMN decision.request IS 'the request as it was received, byte for byte';
COMMENT ON COLUMN decision.result IS 'the result as it was answered, byte for byte';
COMMENT ON COLUMN decision.firings IS 'fired rules with the facts they matched; null when not asked for';

CREATE TRIGGER decision_keep BEFORE UPDATE OR DELETE ON decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_keep_all BEFORE TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON decision FROM PUBLIC, "${role}";
GRANT SELECT, INSERT ON decision TO "${role}";
