-- What many requests share, such as the market data of a batch, is kept once, by the digest of its content.

CREATE TABLE decision_input (
    sha256  text  PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    content bytea NOT NULL
);

CREATE TRIGGER decision_input_keep BEFORE UPDATE OR DELETE ON decision_input
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_input_keep_all BEFORE TRUNCATE ON decision_input
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

REVOKE ALL ON decision_input FROM PUBLIC, "${role}";
GRANT SELECT, INSERT ON decision_input TO "${role}";

ALTER TABLE decision ADD COLUMN shared_sha256 text CHECK (shared_sha256 ~ '^[0-9a-f]{64}$');
COMMENT ON COLUMN decision.shared_sha256 IS 'what the request shares with others, in decision_input; null when nothing';
