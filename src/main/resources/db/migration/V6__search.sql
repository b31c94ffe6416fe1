-- Search. Decisions that are alike in all that has few values are of one class, and a decision has the number of its class:
-- whatever is asked for becomes a list of classes, and an index of classes answers it. See docs/search.md.

-- What migrates may be the server's role, which may only add. For as long as this takes, it may more.
GRANT ALL ON decision TO CURRENT_USER;
DO $$
DECLARE
    month regclass;
BEGIN
    FOR month IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'decision'::regclass LOOP
        EXECUTE format('GRANT ALL ON %s TO CURRENT_USER', month);
    END LOOP;
END
$$;

CREATE TABLE decision_class (
    id           integer  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month        date     NOT NULL,
    rule_set     text     NOT NULL,
    version      integer  NOT NULL,
    content_hash text     NOT NULL,
    status       text     NOT NULL,
    actions      text[]   NOT NULL,
    currency     text,
    magnitude    smallint CHECK (magnitude >= 0),
    rules        text[],
    digest       bytea    NOT NULL UNIQUE,
    CHECK ((currency IS NULL) = (magnitude IS NULL))
);
CREATE INDEX decision_class_month ON decision_class (month);
COMMENT ON TABLE decision_class IS 'what decisions have in common; one row for whatever combination occurs in a month';
COMMENT ON COLUMN decision_class.month IS 'first day of the month of the ids, in UTC';
COMMENT ON COLUMN decision_class.currency IS 'of the largest amount of an action; null when no action has one';
COMMENT ON COLUMN decision_class.magnitude IS 'digits of that amount before the decimal point, 0 below one';
COMMENT ON COLUMN decision_class.rules IS 'names of the rules that fired; null where the month has too many combinations, and entries tell';
COMMENT ON COLUMN decision_class.digest IS 'SHA-256 of the columns before, since no index takes them all';

-- The class of its arguments, which is made when there is none. Call it in a transaction of its own: it holds a lock, and
-- needs no other. A month has at most 4,096 classes that name their rules.
CREATE FUNCTION decision_class_of(of_month date, of_rule_set text, of_version integer, of_content_hash text,
    of_status text, of_actions text[], of_currency text, of_magnitude smallint, of_rules text[],
    OUT id integer, OUT names_rules boolean) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    key bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(7746545, 4);
    LOOP
        key := sha256(convert_to(jsonb_build_array(of_month, of_rule_set, of_version, of_content_hash, of_status,
            of_actions, of_currency, of_magnitude, of_rules)::text, 'UTF8'));
        names_rules := of_rules IS NOT NULL;
        SELECT c.id INTO id FROM decision_class c WHERE c.digest = key;
        EXIT WHEN id IS NOT NULL;
        IF of_rules IS NULL OR (SELECT count(*) FROM decision_class c WHERE c.month = of_month) < 4096 THEN
            INSERT INTO decision_class (month, rule_set, version, content_hash, status, actions, currency, magnitude, rules, digest)
                VALUES (of_month, of_rule_set, of_version, of_content_hash, of_status, of_actions, of_currency, of_magnitude,
                    of_rules, key)
                RETURNING decision_class.id INTO id;
            EXIT;
        END IF;
        of_rules := NULL;
    END LOOP;
END
$$;

CREATE TRIGGER decision_class_keep BEFORE UPDATE OR DELETE ON decision_class
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_class_keep_all BEFORE TRUNCATE ON decision_class
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Decisions of before: their entries name neither rules nor amounts, and are not to be changed.
DROP TRIGGER decision_keep ON decision;
ALTER TABLE decision ADD COLUMN class integer;
COMMENT ON COLUMN decision.class IS 'in decision_class; no foreign key: classes are never deleted, and every decision would lock one';

CREATE TEMPORARY TABLE earlier AS
    SELECT id, date_trunc('month', to_timestamp(('x' || lpad(replace(left(id::text, 13), '-', ''), 16, '0'))::bit(64)::bigint
            / 1000.0), 'UTC') AT TIME ZONE 'UTC' AS month,
        entry::json -> 'ruleSet' AS rule_set, entry::json ->> 'status' AS status,
        ARRAY(SELECT json_array_elements_text(entry::json -> 'actions')) AS actions
    FROM decision;
CREATE TEMPORARY TABLE earlier_class AS
    SELECT c.*, (decision_class_of(month::date, rule_set, version, content_hash, status, actions, NULL, NULL, '{}')).id AS class
    FROM (SELECT DISTINCT month, rule_set ->> 'name' AS rule_set, (rule_set ->> 'version')::integer AS version,
            rule_set ->> 'contentHash' AS content_hash, status, actions FROM earlier) c;
UPDATE decision d SET class = c.class FROM earlier e JOIN earlier_class c
    ON c.month = e.month AND c.rule_set = e.rule_set ->> 'name' AND c.version = (e.rule_set ->> 'version')::integer
        AND c.content_hash = e.rule_set ->> 'contentHash' AND c.status = e.status AND c.actions = e.actions
    WHERE d.id = e.id;
DROP TABLE earlier, earlier_class;

ALTER TABLE decision ALTER COLUMN class SET NOT NULL;
CREATE TRIGGER decision_keep BEFORE UPDATE OR DELETE ON decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE INDEX decision_class_id ON decision (class, id);
CREATE INDEX decision_account ON decision (account, id) INCLUDE (class);

DO $$
DECLARE
    month regclass;
BEGIN
    FOR month IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'decision'::regclass LOOP
        EXECUTE format('REVOKE ALL ON %s FROM CURRENT_USER', month);
    END LOOP;
END
$$;
REVOKE ALL ON decision, decision_class FROM PUBLIC, CURRENT_USER, "${role}";
GRANT SELECT, INSERT ON decision, decision_class TO "${role}";
