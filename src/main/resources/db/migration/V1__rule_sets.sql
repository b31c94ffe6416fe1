-- Rule sets, their versions and files, and which version was active when.
-- A version never changes; its state may. Nothing here is ever deleted.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TABLE rule_set (
    name       text        PRIMARY KEY CHECK (length(name) <= 64 AND name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE rule_set_version (
    rule_set     text        NOT NULL REFERENCES rule_set,
    number       integer     NOT NULL CHECK (number > 0),
    content_hash text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    state        text        NOT NULL,
    title        text        NOT NULL,
    source       text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by   text        NOT NULL,
    PRIMARY KEY (rule_set, number),
    UNIQUE (rule_set, content_hash)
);
COMMENT ON COLUMN rule_set_version.state IS 'where it is in its life; the only column that changes. IMPORTED: came from a folder';
COMMENT ON COLUMN rule_set_version.source IS 'where the files came from';

CREATE TABLE rule_set_file (
    rule_set text    NOT NULL,
    number   integer NOT NULL,
    path     text    NOT NULL,
    content  bytea   NOT NULL,
    sha256   text    NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (rule_set, number, path),
    FOREIGN KEY (rule_set, number) REFERENCES rule_set_version
);

CREATE TABLE activation (
    sequence     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule_set     text        NOT NULL,
    number       integer     NOT NULL,
    activated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    activated_by text        NOT NULL,
    reason       text        NOT NULL,
    FOREIGN KEY (rule_set, number) REFERENCES rule_set_version
);
CREATE INDEX activation_latest ON activation (rule_set, sequence DESC);
COMMENT ON TABLE activation IS 'the history of the active version; the latest row of a rule set is in force';

CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.rule_set, NEW.number, NEW.content_hash, NEW.title, NEW.source, NEW.created_at, NEW.created_by)
        IS DISTINCT FROM
       (OLD.rule_set, OLD.number, OLD.content_hash, OLD.title, OLD.source, OLD.created_at, OLD.created_by) THEN
        RAISE EXCEPTION 'a rule-set version never changes but for its state' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER rule_set_keep BEFORE UPDATE OR DELETE ON rule_set
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_keep_all BEFORE TRUNCATE ON rule_set
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_version_keep BEFORE DELETE ON rule_set_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_version_keep_all BEFORE TRUNCATE ON rule_set_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_version_state_only BEFORE UPDATE ON rule_set_version
    FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
CREATE TRIGGER rule_set_file_keep BEFORE UPDATE OR DELETE ON rule_set_file
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_file_keep_all BEFORE TRUNCATE ON rule_set_file
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER activation_keep BEFORE UPDATE OR DELETE ON activation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER activation_keep_all BEFORE TRUNCATE ON activation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The server's role may add and read. Where migrations run as another role, which production should prefer, it cannot
-- give itself more; where both are one, this still stops a slip. Checking a foreign key takes a lock that needs UPDATE
-- on the table referred to: rule_set keeps it, and its trigger refuses.
REVOKE ALL ON rule_set, rule_set_version, rule_set_file, activation FROM PUBLIC, "${role}";
GRANT SELECT, INSERT ON rule_set, rule_set_version, rule_set_file, activation TO "${role}";
GRANT UPDATE ON rule_set TO "${role}";
GRANT UPDATE (state) ON rule_set_version TO "${role}";
