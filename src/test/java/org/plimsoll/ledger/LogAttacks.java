package org.plimsoll.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.plimsoll.merkle.NoteSigner;

/** Attacks on the log as a whole: its times, its end, its chain. */
final class LogAttacks {
    static final List<Attack> BACKDATE = List.of(
            new Attack("a decision's time", copy -> {
                long place = copy.decision();
                String time = copy.oneOf(List.of("committedAt", "decidedAt", "receivedAt", "evaluatedAt"));
                earlier(copy, "decision", time, "sequence = " + place);
                return place;
            }),
            new Attack("a decision's time and leaf hash", copy -> {
                long place = copy.decision();
                earlier(copy, "decision", "committedAt", "sequence = " + place);
                copy.leafOfText(place);
                return place;
            }),
            new Attack("an event's time", copy -> {
                long place = copy.event();
                earlier(copy, "audit_event", "committedAt", "sequence = " + place);
                copy.sql(
                        "UPDATE audit_event SET recorded_at = recorded_at - interval '1 hour' WHERE sequence = %d",
                        place);
                return place;
            }),
            new Attack("all later times, signed again", copy -> {
                long place = copy.decision();
                earlier(copy, "decision", "committedAt", "sequence >= " + place);
                earlier(copy, "audit_event", "committedAt", "sequence >= " + place);
                copy.sql(
                        "UPDATE audit_event SET recorded_at = recorded_at - interval '1 hour' WHERE sequence >= %d",
                        place);
                copy.sql(
                        "UPDATE ledger_group SET committed_at = committed_at - interval '1 hour' WHERE first_sequence >= %d",
                        copy.group(place));
                copy.rechain(TamperedCopy.Signing.SAME_KEY, otherKeys());
                return place;
            }),
            new Attack("time of a group", copy -> {
                long first = copy.group(copy.record());
                copy.sql(
                        "UPDATE ledger_group SET committed_at = committed_at - interval '1 microsecond' WHERE first_sequence = %d",
                        first);
                return copy.number(
                        "SELECT first_sequence + entries - 1 FROM ledger_group WHERE first_sequence = %d", first);
            }),
            new Attack("time of a head's row", copy -> {
                copy.sql(
                        "UPDATE ledger_head SET signed_at = signed_at - interval '1 millisecond' WHERE tree_size = %d",
                        head(copy));
                return null;
            }),
            new Attack("time of a head, signed again", copy -> {
                long size = head(copy);
                Duration by = Duration.ofMillis(copy.random.nextInt(2_000) - 1_000L);
                copy.resignAt(
                        size,
                        Instant.parse(copy.text(
                                        "SELECT to_char(signed_at AT TIME ZONE 'UTC',"
                                                + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM ledger_head WHERE tree_size = %d",
                                        size))
                                .plus(by));
                return null;
            }));

    static final List<Attack> TRUNCATE = List.of(
            new Attack("records", copy -> {
                long place = copy.record();
                records(copy, place);
                return place;
            }),
            new Attack("records and groups", copy -> {
                long place = copy.record();
                records(copy, place);
                groups(copy, place);
                return place;
            }),
            new Attack("records, groups, heads and subtrees", copy -> {
                long place = copy.record();
                records(copy, place);
                groups(copy, place);
                heads(copy, place);
                return place;
            }),
            new Attack("all to the boundary of a head", copy -> {
                long place = copy.any("SELECT tree_size FROM ledger_head WHERE tree_size < " + copy.size());
                records(copy, place);
                groups(copy, place);
                heads(copy, place);
                return place;
            }),
            new Attack("all of it", copy -> {
                copy.sql("TRUNCATE decision, audit_event, ledger_group, ledger_head, ledger_node");
                return 0L;
            }),
            new Attack("heads and subtrees", copy -> {
                heads(copy, copy.number("SELECT max(tree_size) - 1 FROM ledger_head"));
                return null;
            }),
            new Attack("a head", copy -> {
                copy.sql("DELETE FROM ledger_head WHERE tree_size = %d", head(copy));
                return null;
            }),
            new Attack("a subtree", copy -> {
                copy.sql("DELETE FROM ledger_node WHERE position = %d", copy.any("SELECT position FROM ledger_node"));
                return null;
            }),
            new Attack("records, groups and heads signed again", copy -> {
                long place = copy.any("SELECT tree_size FROM ledger_head WHERE tree_size < " + copy.size());
                records(copy, place);
                groups(copy, place);
                heads(copy, place);
                copy.rechain(TamperedCopy.Signing.SAME_KEY, otherKeys());
                return place;
            }));

    static final List<Attack> RECHAIN = List.of(
            new Attack("notes kept", copy -> rechain(copy, TamperedCopy.Signing.KEPT)),
            new Attack("another key", copy -> rechain(copy, TamperedCopy.Signing.OTHER_KEY)));

    static final List<Attack> RECHAIN_WITH_KEY = List.of(
            new Attack("an entry changed", copy -> rechain(copy, TamperedCopy.Signing.SAME_KEY)),
            new Attack("a payload, its digest, and all after it", copy -> {
                long place = copy.decision();
                copy.sql(
                        "UPDATE decision SET request = request || '\\x20'::bytea, entry = replace(entry, encode(sha256(request),"
                                + " 'hex'), encode(sha256(request || '\\x20'::bytea), 'hex')) WHERE sequence = %d",
                        place);
                copy.rechain(TamperedCopy.Signing.SAME_KEY, otherKeys());
                return place;
            }),
            new Attack("a head more, in between", copy -> {
                long size = copy.any("SELECT first_sequence + 1 FROM ledger_group WHERE first_sequence > 0 AND"
                        + " first_sequence + 1 NOT IN (SELECT tree_size FROM ledger_head)");
                copy.sql(
                        "INSERT INTO ledger_head SELECT %d, root, frontier, signed_at, note FROM ledger_head"
                                + " WHERE tree_size < %d ORDER BY tree_size DESC LIMIT 1",
                        size, size);
                copy.rechain(TamperedCopy.Signing.SAME_KEY, otherKeys());
                return null;
            }),
            new Attack("a head signed again as it was, with another signature beside", copy -> {
                long size = head(copy);
                copy.sql(
                        "UPDATE ledger_head h SET note = h.note || substr(o.note, strpos(o.note, E'\\n\\n') + 2) FROM ledger_head o"
                                + " WHERE h.tree_size = %d AND o.tree_size <> h.tree_size AND o.tree_size = (SELECT min(tree_size)"
                                + " FROM ledger_head WHERE tree_size <> %d)",
                        size, size);
                return null;
            }),
            new Attack("a head of more than there is", copy -> {
                copy.sql(
                        "INSERT INTO ledger_head SELECT %d, root, frontier, signed_at, note FROM ledger_head LIMIT 1",
                        copy.size() + 5);
                copy.resignAt(copy.size() + 5, Instant.now());
                return null;
            }),
            new Attack("frontier", copy -> {
                copy.sql(
                        "UPDATE ledger_head SET frontier = set_byte(frontier, 3, get_byte(frontier, 3) # 1)"
                                + " WHERE tree_size = %d",
                        head(copy));
                return null;
            }),
            new Attack("subtree", copy -> {
                copy.sql(
                        "UPDATE ledger_node SET hash = set_byte(hash, 3, get_byte(hash, 3) # 1) WHERE position = %d",
                        copy.any("SELECT position FROM ledger_node"));
                return null;
            }));

    private LogAttacks() {}

    static LedgerKeys otherKeys() {
        return LedgerKeys.of(NoteSigner.of("another", NoteSigner.newPem()), List.of());
    }

    private static long rechain(TamperedCopy copy, TamperedCopy.Signing signing) throws Exception {
        long place = copy.decision();
        copy.sql(
                "UPDATE decision SET account = 'mine', entry = replace(entry, '\"account\":\"' || account, '\"account\":\"mine')"
                        + " WHERE sequence = %d",
                place);
        copy.rechain(signing, otherKeys());
        return place;
    }

    private static long head(TamperedCopy copy) throws Exception {
        return copy.any("SELECT tree_size FROM ledger_head");
    }

    /** An hour earlier by its text, in the same form. */
    private static void earlier(TamperedCopy copy, String table, String time, String where) throws Exception {
        copy.sql(
                "UPDATE %1$s SET entry = regexp_replace(entry, '\"%2$s\":\"[^\"]*\"', '\"%2$s\":\"' || to_char((substring(entry"
                        + " FROM '\"%2$s\":\"([^\"]*)\"')::timestamptz - interval '1 hour') AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || '\"') WHERE %3$s",
                table, time, where);
    }

    private static void records(TamperedCopy copy, long place) throws Exception {
        copy.connection.createStatement().execute("DELETE FROM decision WHERE sequence >= " + place);
        copy.connection.createStatement().execute("DELETE FROM audit_event WHERE sequence >= " + place);
    }

    private static void groups(TamperedCopy copy, long place) throws Exception {
        copy.connection.createStatement().execute("DELETE FROM ledger_group WHERE first_sequence >= " + place);
        copy.connection
                .createStatement()
                .execute("UPDATE ledger_group SET entries = " + place + " - first_sequence, leaves = substr(leaves, 1,"
                        + " 32 * (" + place + " - first_sequence)::integer) WHERE first_sequence + entries > " + place);
    }

    private static void heads(TamperedCopy copy, long place) throws Exception {
        copy.sql("DELETE FROM ledger_head WHERE tree_size > %d", place);
        copy.connection
                .createStatement()
                .execute("DELETE FROM ledger_node WHERE (position + 1) * (1 << level) > " + place);
    }
}
