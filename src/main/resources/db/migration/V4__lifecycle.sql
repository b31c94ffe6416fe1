-- The life of a version: drafts, checks, proposals, approvals, activations in time, and who did what and why.
-- Whatever is written here stays. Three columns of a version change: its stage, and a draft's content and title.

-- What migrates may be the server's role, which may only add. For as long as this takes, it may more.
GRANT ALL ON rule_set, rule_set_version, rule_set_file, activation TO CURRENT_USER;

-- Files, kept once by the digest of their content; which files a content hash stands for.
CREATE TABLE rule_set_blob (
    sha256  text  PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    content bytea NOT NULL
);

CREATE TABLE rule_set_content (
    content_hash text    NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    path         text    NOT NULL,
    sha256       text    NOT NULL REFERENCES rule_set_blob,
    size         integer NOT NULL CHECK (size >= 0),
    PRIMARY KEY (content_hash, path)
);
COMMENT ON TABLE rule_set_content IS 'the files of every content there ever was, each save of a draft included';

INSERT INTO rule_set_blob (sha256, content) SELECT DISTINCT ON (sha256) sha256, content FROM rule_set_file;
INSERT INTO rule_set_content (content_hash, path, sha256, size)
    SELECT DISTINCT ON (content_hash, path) content_hash, path, sha256, octet_length(content)
    FROM rule_set_file JOIN rule_set_version USING (rule_set, number);
DROP TABLE rule_set_file;

ALTER TABLE rule_set_version DROP CONSTRAINT rule_set_version_rule_set_content_hash_key;
CREATE INDEX rule_set_version_content ON rule_set_version (rule_set, content_hash);
ALTER TABLE rule_set_version RENAME COLUMN state TO stage;
ALTER TABLE rule_set_version DISABLE TRIGGER USER;
UPDATE rule_set_version SET stage = 'APPROVED';
ALTER TABLE rule_set_version ENABLE TRIGGER USER;
ALTER TABLE rule_set_version
    ADD CHECK (stage IN ('DRAFT', 'CHECKED', 'PROPOSED', 'APPROVED', 'REJECTED', 'RETIRED')),
    ADD COLUMN base       integer,
    ADD COLUMN provenance text,
    ADD COLUMN comment    text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX rule_set_version_provenance ON rule_set_version (rule_set, provenance);
COMMENT ON COLUMN rule_set_version.stage IS 'how far people have brought it; what is in force is told by activations and the clock';
COMMENT ON COLUMN rule_set_version.base IS 'version it was begun from; null when from none';
COMMENT ON COLUMN rule_set_version.provenance IS 'what outside it was made of, such as a commit; null when of nothing that has a name';

CREATE OR REPLACE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.rule_set, NEW.number, NEW.source, NEW.created_at, NEW.created_by, NEW.base, NEW.provenance, NEW.comment)
        IS DISTINCT FROM
       (OLD.rule_set, OLD.number, OLD.source, OLD.created_at, OLD.created_by, OLD.base, OLD.provenance, OLD.comment) THEN
        RAISE EXCEPTION 'a rule-set version never changes but for its stage' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.content_hash, NEW.title) IS DISTINCT FROM (OLD.content_hash, OLD.title)
        AND NOT (OLD.stage IN ('DRAFT', 'CHECKED') AND NEW.stage = 'DRAFT') THEN
        RAISE EXCEPTION 'only a draft can be edited' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stage IN ('REJECTED', 'RETIRED') AND NEW.stage NOT IN (OLD.stage, 'RETIRED') THEN
        RAISE EXCEPTION 'what was rejected or retired stays so' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

-- Who wrote what: every save of a draft, its first included.
CREATE TABLE rule_set_revision (
    sequence     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule_set     text        NOT NULL,
    number       integer     NOT NULL,
    content_hash text        NOT NULL,
    saved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    saved_by     text        NOT NULL,
    comment      text        NOT NULL,
    FOREIGN KEY (rule_set, number) REFERENCES rule_set_version
);
CREATE INDEX rule_set_revision_version ON rule_set_revision (rule_set, number, sequence);
INSERT INTO rule_set_revision (rule_set, number, content_hash, saved_at, saved_by, comment)
    SELECT rule_set, number, content_hash, created_at, created_by, source FROM rule_set_version ORDER BY rule_set, number;

CREATE TABLE rule_set_proposal (
    sequence     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule_set     text        NOT NULL,
    number       integer     NOT NULL,
    content_hash text        NOT NULL,
    approvals    integer     NOT NULL CHECK (approvals >= 0),
    proposed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    proposed_by  text        NOT NULL,
    comment      text        NOT NULL,
    FOREIGN KEY (rule_set, number) REFERENCES rule_set_version
);
CREATE INDEX rule_set_proposal_version ON rule_set_proposal (rule_set, number, sequence);
COMMENT ON COLUMN rule_set_proposal.approvals IS 'how many people must approve, as its manifest says';

-- A vote is for one proposal: when a version is withdrawn and proposed again, the votes before count no more.
CREATE TABLE rule_set_vote (
    proposal     bigint      NOT NULL REFERENCES rule_set_proposal,
    voted_by     text        NOT NULL,
    content_hash text        NOT NULL,
    approved     boolean     NOT NULL,
    voted_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    comment      text        NOT NULL,
    PRIMARY KEY (proposal, voted_by)
);

-- What checking or testing a content came to. The same files give the same report under the same build.
CREATE TABLE rule_set_report (
    rule_set     text        NOT NULL,
    content_hash text        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('CHECK', 'TEST')),
    engine_build text        NOT NULL,
    made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    passed       boolean     NOT NULL,
    report       bytea       NOT NULL,
    PRIMARY KEY (rule_set, content_hash, kind, engine_build)
);

-- Activations in time: the one with the latest start that has begun and not ended is in force.
ALTER TABLE activation DISABLE TRIGGER USER;
ALTER TABLE activation RENAME COLUMN activated_at TO effective_from;
ALTER TABLE activation
    ALTER COLUMN number DROP NOT NULL,
    ADD COLUMN recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    ADD COLUMN expires_at   timestamptz,
    ADD COLUMN content_hash text,
    ADD COLUMN kind         text NOT NULL DEFAULT 'REGULAR'
        CHECK (kind IN ('IMPORT', 'REGULAR', 'ROLLBACK', 'BREAK_GLASS', 'NONE')),
    ADD CHECK (expires_at > effective_from),
    ADD CHECK (kind <> 'BREAK_GLASS' OR expires_at IS NOT NULL);
UPDATE activation SET recorded_at = effective_from, kind = 'IMPORT',
    content_hash = (SELECT content_hash FROM rule_set_version v
                    WHERE v.rule_set = activation.rule_set AND v.number = activation.number);
UPDATE activation SET effective_from = date_trunc('milliseconds', effective_from);
ALTER TABLE activation ENABLE TRIGGER USER;
ALTER TABLE activation
    ADD CHECK ((kind = 'NONE') = (number IS NULL)),
    ADD CHECK ((kind = 'NONE') = (content_hash IS NULL));
DROP INDEX activation_latest;
CREATE INDEX activation_instant ON activation (rule_set, effective_from);
CREATE INDEX activation_version ON activation (rule_set, number);
COMMENT ON TABLE activation IS 'what was, is and will be in force; of those that have begun and not ended, the latest to begin';
COMMENT ON COLUMN activation.kind IS 'NONE: from then on no version is in force';

CREATE TABLE activation_end (
    activation  bigint      PRIMARY KEY REFERENCES activation,
    sequence    bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    ends_at     timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_by    text        NOT NULL,
    reason      text        NOT NULL
);
COMMENT ON TABLE activation_end IS 'activations called off before they began, or ended before they expired';

-- Versions that servers are to have ready, whether or not they are ever activated.
CREATE TABLE preparation (
    sequence     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule_set     text        NOT NULL,
    number       integer     NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (rule_set, number) REFERENCES rule_set_version
);

-- Who may see and use a rule set; the latest row counts. No row, or no team in it: everybody.
CREATE TABLE rule_set_teams (
    sequence   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule_set   text        NOT NULL REFERENCES rule_set,
    teams      text[]      NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by text        NOT NULL,
    reason     text        NOT NULL
);
CREATE INDEX rule_set_teams_latest ON rule_set_teams (rule_set, sequence DESC);

CREATE TABLE audit_event (
    sequence     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor        text        NOT NULL,
    actor_roles  text[]      NOT NULL,
    action       text        NOT NULL,
    outcome      text        NOT NULL CHECK (outcome IN ('DONE', 'REFUSED')),
    code         text        CHECK ((outcome = 'REFUSED') = (code IS NOT NULL)),
    rule_set     text,
    number       integer,
    content_hash text,
    state_before text,
    state_after  text,
    reason       text,
    detail       text,
    once         text        UNIQUE
);
CREATE INDEX audit_event_rule_set ON audit_event (rule_set, number, sequence);
COMMENT ON TABLE audit_event IS 'who did what to which version when and why, refused attempts included';
COMMENT ON COLUMN audit_event.once IS 'names what happens by itself, such as an expiry, so that only one server records it';

-- What each server has ready, as it last said. Tells nothing about the past.
CREATE TABLE node (
    name     text        PRIMARY KEY,
    seen_at  timestamptz NOT NULL,
    prepared text        NOT NULL,
    failed   text        NOT NULL
);

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['rule_set_blob', 'rule_set_content', 'rule_set_revision', 'rule_set_proposal',
        'rule_set_vote', 'rule_set_report', 'activation_end', 'preparation', 'rule_set_teams', 'audit_event'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
            kept || '_keep', kept);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
            kept || '_keep_all', kept);
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, "${role}"', kept);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO "${role}"', kept);
    END LOOP;
END
$$;
REVOKE ALL ON rule_set, rule_set_version, activation FROM PUBLIC, CURRENT_USER, "${role}";
GRANT SELECT, INSERT ON rule_set, rule_set_version, activation TO "${role}";
-- The lock a foreign key takes wants UPDATE; the triggers refuse it.
GRANT UPDATE ON rule_set, rule_set_blob, rule_set_proposal, activation TO "${role}";
GRANT UPDATE (stage, content_hash, title) ON rule_set_version TO "${role}";
REVOKE ALL ON node FROM PUBLIC, "${role}";
GRANT SELECT, INSERT, UPDATE ON node TO "${role}";
