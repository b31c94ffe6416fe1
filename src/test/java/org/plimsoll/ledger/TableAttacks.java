package org.plimsoll.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attacks beside the records: rule files, what was done to rule sets, and how tables are defined. */
final class TableAttacks {
    static final List<Attack> RULES = List.of(
            new Attack("text of a file", copy -> {
                String sha256 = blob(copy);
                Long first = firstWith(copy, sha256);
                copy.sql("UPDATE rule_set_blob SET content = content || '\\x20'::bytea WHERE sha256 = '%s'", sha256);
                return first;
            }),
            new Attack("text and digest of a file", copy -> {
                String sha256 = blob(copy);
                Long first = firstWith(copy, sha256);
                copy.sql("INSERT INTO rule_set_blob SELECT encode(sha256('\\x20'), 'hex'), '\\x20'");
                copy.sql(
                        "UPDATE rule_set_content SET sha256 = encode(sha256('\\x20'), 'hex'), size = 1 WHERE sha256 = '%s'",
                        sha256);
                copy.sql("DELETE FROM rule_set_blob WHERE sha256 = '%s'", sha256);
                return first;
            }),
            new Attack("another file for a path", copy -> {
                String content = content(copy);
                copy.sql(
                        "UPDATE rule_set_content c SET sha256 = o.sha256, size = o.size FROM rule_set_content o"
                                + " WHERE c.content_hash = '%1$s' AND c.path = 'rules/a.drl' AND o.content_hash = '%1$s'"
                                + " AND o.path = 'ruleset.yaml'",
                        content);
                return copy.firstNaming(content);
            }),
            new Attack("a file more", copy -> {
                String content = content(copy);
                copy.sql(
                        "INSERT INTO rule_set_content SELECT content_hash, 'rules/b.drl', sha256, size FROM rule_set_content"
                                + " WHERE content_hash = '%s' LIMIT 1",
                        content);
                return copy.firstNaming(content);
            }),
            new Attack("a file less", copy -> {
                String content = content(copy);
                copy.sql("DELETE FROM rule_set_content WHERE content_hash = '%s' AND path = 'rules/a.drl'", content);
                return copy.firstNaming(content);
            }),
            new Attack("all files", copy -> {
                String content = content(copy);
                copy.sql("DELETE FROM rule_set_content WHERE content_hash = '%s'", content);
                return copy.firstNaming(content);
            }),
            new Attack("another path", copy -> {
                String content = content(copy);
                copy.sql(
                        "UPDATE rule_set_content SET path = 'rules/A.drl' WHERE content_hash = '%s' AND path = 'rules/a.drl'",
                        content);
                return copy.firstNaming(content);
            }),
            new Attack("content of a version", copy -> {
                long version = 1 + copy.random.nextInt(2);
                String content = copy.text("SELECT content_hash FROM rule_set_version WHERE number = %d", version);
                copy.sql(
                        "UPDATE rule_set_version v SET content_hash = o.content_hash FROM rule_set_version o"
                                + " WHERE v.number = %d AND o.number = %d",
                        version, 3 - version);
                return copy.firstNaming(content);
            }),
            new Attack("a version less", copy -> {
                long version = 1 + copy.random.nextInt(2);
                String content = copy.text("SELECT content_hash FROM rule_set_version WHERE number = %d", version);
                copy.sql("DELETE FROM rule_set_version WHERE number = %d", version);
                return copy.firstNaming(content);
            }),
            new Attack("size of a file", copy -> {
                copy.sql("UPDATE rule_set_content SET size = size + 1 WHERE content_hash = '%s'", content(copy));
                return null;
            }));

    static final List<Attack> LIVES = List.of(
            life("activation", "effective_from = effective_from - interval '1 hour'", "ACTIVATE"),
            life("activation", "expires_at = effective_from + interval '1 hour'", "ACTIVATE"),
            life("activation", "kind = 'ROLLBACK'", "ACTIVATE"),
            life("activation", "number = 3 - number", "ACTIVATE"),
            life("activation", "activated_by = 'me'", "ACTIVATE"),
            life("activation", "reason = 'otherwise'", "ACTIVATE"),
            life("activation", "content_hash = repeat('0', 64)", "ACTIVATE"),
            life("activation", null, "ACTIVATE"),
            life("activation_end", "ends_at = ends_at + interval '1 day'", "CANCEL"),
            life("activation_end", "ended_by = 'me'", "CANCEL"),
            life("activation_end", null, "CANCEL"),
            life("rule_set_proposal", "approvals = 0", "PROPOSE"),
            life("rule_set_proposal", "proposed_by = 'me'", "PROPOSE"),
            life("rule_set_proposal", "content_hash = repeat('0', 64)", "PROPOSE"),
            life("rule_set_proposal", null, "PROPOSE"),
            life("rule_set_vote", "voted_by = 'me'", "APPROVE"),
            life("rule_set_vote", "approved = false", "APPROVE"),
            life("rule_set_vote", "content_hash = repeat('0', 64)", "APPROVE"),
            life("rule_set_vote", null, "APPROVE"),
            life("rule_set_revision", "saved_by = 'me'", "CREATE"),
            life("rule_set_revision", "comment = 'otherwise'", "CREATE"),
            life("rule_set_revision", null, "CREATE"),
            life("rule_set_teams", "teams = '{gamma}'", "LIMIT_TO_TEAMS"),
            life("rule_set_teams", null, "LIMIT_TO_TEAMS"),
            life("rule_set_version", "created_by = 'me'", "CREATE"),
            life("rule_set_version", "comment = 'otherwise'", "CREATE"),
            life("rule_set_version", "source = 'elsewhere'", "CREATE"),
            life("rule_set_version", "base = 9", "CREATE"),
            new Attack("stage of a version", copy -> {
                copy.sql(
                        "UPDATE rule_set_version SET stage = 'APPROVED' WHERE number = %d", 1 + copy.random.nextInt(2));
                return null;
            }),
            added("activation", "rule_set, number, content_hash, effective_from, activated_by, reason"),
            added("rule_set_revision", "rule_set, number, content_hash, saved_by, comment"),
            added("rule_set_proposal", "rule_set, number, content_hash, approvals, proposed_by, comment"),
            added("rule_set_teams", "rule_set, teams, changed_by, reason"),
            new Attack("a vote more", copy -> {
                copy.sql("INSERT INTO rule_set_vote SELECT proposal, 'me', content_hash, true, voted_at, comment"
                        + " FROM rule_set_vote LIMIT 1");
                return null;
            }),
            new Attack("a version more", copy -> {
                copy.sql(
                        "INSERT INTO rule_set_version SELECT rule_set, 3, content_hash, 'APPROVED', title, source, now(), 'me'"
                                + " FROM rule_set_version LIMIT 1");
                return null;
            }));

    /** Changes or deletes a row that an event tells of, of all rows that are told of by such events any. */
    private static Attack life(String table, @Nullable String change, String action) {
        return new Attack((change == null ? "delete" : change) + " in " + table, copy -> {
            List<Long> events = new ArrayList<>();
            List<String> rows = new ArrayList<>();
            String order = table.equals("rule_set_version") ? "number" : "ctid";
            try (var select = copy.connection.createStatement();
                    var row = select.executeQuery("SELECT r.ctid, e.sequence FROM"
                            + " (SELECT *, row_number() OVER (ORDER BY sequence) AS n FROM audit_event WHERE action = '"
                            + action
                            + "') e JOIN (SELECT ctid, row_number() OVER (ORDER BY " + order + ") AS n FROM " + table
                            + ") r USING (n) ORDER BY n")) {
                while (row.next()) {
                    rows.add(row.getString(1));
                    events.add(row.getLong(2));
                }
            }
            int victim = copy.random.nextInt(rows.size());
            String where = " WHERE ctid = '" + rows.get(victim) + "'";
            copy.sql(change == null ? "DELETE FROM " + table + where : "UPDATE " + table + " SET " + change + where);
            return events.get(victim);
        });
    }

    private static Attack added(String table, String columns) {
        return new Attack("one more in " + table, copy -> {
            copy.sql("INSERT INTO %1$s (%2$s) SELECT %2$s FROM %1$s LIMIT 1", table, columns);
            return null;
        });
    }

    private TableAttacks() {}

    private static String blob(TamperedCopy copy) throws Exception {
        return copy.text(
                "SELECT sha256 FROM rule_set_blob ORDER BY md5(sha256 || '%d') LIMIT 1", copy.random.nextInt());
    }

    private static String content(TamperedCopy copy) throws Exception {
        return copy.text(
                "SELECT content_hash FROM rule_set_content ORDER BY md5(content_hash || '%d') LIMIT 1",
                copy.random.nextInt());
    }

    private static Long firstWith(TamperedCopy copy, String sha256) throws Exception {
        return copy.number(
                "SELECT min(sequence) FROM audit_event JOIN rule_set_content USING (content_hash) WHERE sha256 = '%s'",
                sha256);
    }
}
