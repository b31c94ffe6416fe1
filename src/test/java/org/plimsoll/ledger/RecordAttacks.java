package org.plimsoll.ledger;

import java.util.List;
import java.util.Map;

/** Attacks on records: edits, deletions, insertions, swaps. */
final class RecordAttacks {
    /** Columns of an event, each with another value for it. */
    private static final Map<String, String> EVENT_COLUMNS = Map.of(
            "actor", "'somebody'",
            "reason", "'another reason'",
            "at", "at - interval '1 day'",
            "recorded_at", "recorded_at - interval '1 day'",
            "actor_roles", "ARRAY['root']",
            "once", "'once'",
            "state_after", "'OTHER'",
            "detail", "'otherwise'",
            "number", "9",
            "rule_set", "'another'");

    static final List<Attack> EDIT = List.of(
            new Attack("text of a decision", copy -> {
                long place = copy.decision();
                copy.sql("UPDATE decision SET entry = replace(entry, 'bank-', 'bunk-') WHERE sequence = %d", place);
                return place;
            }),
            new Attack("text of an event", copy -> {
                long place = copy.event();
                copy.sql(
                        "UPDATE audit_event SET entry = replace(entry, 'as agreed', 'as wanted') WHERE sequence = %d",
                        place);
                return place;
            }),
            new Attack("a space in a text", copy -> {
                long place = copy.record();
                copy.sql("UPDATE %s SET entry = entry || ' ' WHERE sequence = %d", copy.table(place), place);
                return place;
            }),
            new Attack("column of a decision", copy -> {
                long place = copy.decision("shared_sha256 IS NOT NULL");
                String change = copy.oneOf(List.of(
                        "account = 'another'",
                        "shared_sha256 = NULL",
                        "shared_sha256 = repeat('0', 64)",
                        "id = overlay(id::text PLACING '0000' FROM 33)::uuid"));
                copy.sql("UPDATE decision SET %s WHERE sequence = %d", change, place);
                return place;
            }),
            new Attack("class of a decision", copy -> {
                long place = copy.decision();
                copy.sql("UPDATE decision SET class = class + 1000 WHERE sequence = %d", place);
                return place;
            }),
            new Attack("column of an event", copy -> {
                long place = copy.event();
                Map.Entry<String, String> column = copy.oneOf(EVENT_COLUMNS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList());
                copy.sql(
                        "UPDATE audit_event SET %s = %s WHERE sequence = %d",
                        column.getKey(), column.getValue(), place);
                return place;
            }),
            new Attack("bytes of a decision", copy -> {
                long place = copy.decision();
                String part = copy.oneOf(List.of("request", "result", "firings"));
                String change = copy.oneOf(List.of(
                        "set_byte(" + part + ", 1, get_byte(" + part + ", 1) # 255)",
                        part + " || '\\xff'::bytea",
                        "''::bytea"));
                copy.sql("UPDATE decision SET %s = %s WHERE sequence = %d", part, change, place);
                return place;
            }),
            new Attack("firings away", copy -> {
                long place = copy.decision();
                copy.sql("UPDATE decision SET firings = NULL WHERE sequence = %d", place);
                return place;
            }),
            new Attack("shared input", copy -> {
                String sha256 = copy.text("SELECT sha256 FROM decision_input ORDER BY random() LIMIT 1");
                copy.sql("UPDATE decision_input SET content = content || '\\x20'::bytea WHERE sha256 = '%s'", sha256);
                return copy.firstNaming(sha256);
            }),
            new Attack("bytes, digest and leaf hash", copy -> {
                long place = copy.decision();
                copy.sql(
                        "UPDATE decision SET result = result || '\\x20'::bytea, entry = replace(entry, encode(sha256(result),"
                                + " 'hex'), encode(sha256(result || '\\x20'::bytea), 'hex')) WHERE sequence = %d",
                        place);
                copy.leafOfText(place);
                return place;
            }),
            new Attack("event, column and leaf hash", copy -> {
                long place = copy.event();
                copy.sql(
                        "UPDATE audit_event SET actor = 'me', entry = replace(entry, '\"actor\":\"' || actor || '\"',"
                                + " '\"actor\":\"me\"') WHERE sequence = %d",
                        place);
                copy.leafOfText(place);
                return place;
            }),
            new Attack("leaf hash", copy -> {
                long place = copy.record();
                copy.leaf(place, copy.someHash());
                return place;
            }));

    static final List<Attack> DELETE = List.of(
            new Attack("record", copy -> {
                long place = copy.record();
                copy.sql("DELETE FROM %s WHERE sequence = %d", copy.table(place), place);
                return place;
            }),
            new Attack("record and leaf hash", copy -> {
                long place = copy.decision();
                long first = copy.group(place);
                copy.sql("DELETE FROM decision WHERE sequence = %d", place);
                copy.sql(
                        "UPDATE ledger_group SET entries = entries - 1, leaves = overlay(leaves PLACING ''::bytea FROM %d FOR 32)"
                                + " WHERE first_sequence = %d",
                        (place - first) * 32 + 1, first);
                return place;
            }),
            new Attack("group and its records", copy -> {
                long first = copy.group(copy.record());
                long end = copy.number(
                        "SELECT first_sequence + entries FROM ledger_group WHERE first_sequence = %d", first);
                copy.sql("DELETE FROM %s WHERE sequence >= %d AND sequence < %d", copy.table(first), first, end);
                copy.sql("DELETE FROM ledger_group WHERE first_sequence = %d", first);
                return first;
            }),
            new Attack("group", copy -> {
                long first = copy.group(copy.record());
                copy.sql("DELETE FROM ledger_group WHERE first_sequence = %d", first);
                return first;
            }),
            new Attack("shared input", copy -> {
                String sha256 = copy.text("SELECT sha256 FROM decision_input ORDER BY random() LIMIT 1");
                copy.sql("DELETE FROM decision_input WHERE sha256 = '%s'", sha256);
                return copy.firstNaming(sha256);
            }),
            new Attack("all decisions of a caller's account", copy -> {
                long first = copy.number("SELECT min(sequence) FROM decision WHERE account = 'bank-1'");
                copy.sql("DELETE FROM decision WHERE account = 'bank-1'");
                return first;
            }));

    static final List<Attack> INSERT = List.of(
            new Attack("past the end, without leaf hash", copy -> {
                long place = copy.size();
                copy(copy, copy.decision(), place);
                return place;
            }),
            new Attack("past the end, with leaf hash, committed earlier", copy -> {
                long place = copy.size();
                copy(copy, copy.decision("sequence < " + place / 2), place);
                copy.sql("INSERT INTO ledger_group SELECT %d, 1, now(), repeat('x', 32)::bytea", place);
                copy.leafOfText(place);
                return place;
            }),
            new Attack("second record at a place", copy -> {
                long place = copy.decision();
                copy(copy, copy.decision("sequence <> " + place), place);
                return place;
            }),
            new Attack("into a gap", copy -> {
                long place = copy.decision();
                copy.sql("DELETE FROM decision WHERE sequence = %d", place);
                copy(copy, copy.decision("sequence <> " + place), place);
                if (copy.random.nextBoolean()) {
                    copy.leafOfText(place);
                }
                return place;
            }),
            new Attack("event into a gap of a decision", copy -> {
                long place = copy.decision();
                copy.sql("DELETE FROM decision WHERE sequence = %d", place);
                copy.sql(
                        "INSERT INTO audit_event (sequence, recorded_at, at, actor, actor_roles, action, outcome, entry) SELECT %d,"
                                + " now(), now(), 'me', '{}', 'CREATE', 'DONE', '{\"sequence\":%d,\"type\":\"event\"}'",
                        place, place);
                return place;
            }),
            new Attack("before the beginning", copy -> {
                long place = -1 - copy.random.nextInt(1_000);
                copy(copy, copy.decision(), place);
                return place;
            }),
            new Attack("leaf hashes in between", copy -> {
                long place = copy.decision("sequence NOT IN (SELECT first_sequence FROM ledger_group)");
                copy.sql("INSERT INTO ledger_group SELECT %d, 1, now(), repeat('x', 32)::bytea", place);
                return place;
            }),
            new Attack("shared input that nobody names", copy -> {
                copy.sql("INSERT INTO decision_input SELECT encode(sha256('\\x01'), 'hex'), '\\x01'");
                return null;
            }));

    static final List<Attack> SWAP = List.of(
            new Attack("two decisions", copy -> swap(copy, "decision")),
            new Attack("two events", copy -> swap(copy, "audit_event")),
            new Attack("payloads of two decisions", copy -> {
                long one = copy.decision();
                String part = copy.oneOf(List.of("request", "result"));
                long other =
                        copy.decision(part + " <> (SELECT " + part + " FROM decision WHERE sequence = " + one + ")");
                copy.sql(
                        "UPDATE decision d SET %1$s = o.%1$s FROM decision o WHERE (d.sequence = %2$d AND o.sequence = %3$d)"
                                + " OR (d.sequence = %3$d AND o.sequence = %2$d)",
                        part, one, other);
                return Math.min(one, other);
            }),
            new Attack("texts of two decisions", copy -> {
                long one = copy.decision();
                long other = copy.decision("sequence <> " + one);
                copy.sql(
                        "UPDATE decision d SET entry = o.entry FROM decision o WHERE (d.sequence = %1$d AND o.sequence = %2$d)"
                                + " OR (d.sequence = %2$d AND o.sequence = %1$d)",
                        one, other);
                return Math.min(one, other);
            }),
            new Attack("two leaf hashes", copy -> {
                long one = copy.record();
                long other = copy.decision("sequence <> " + one);
                String text = "SELECT entry FROM %s WHERE sequence = %d";
                byte[] ofOne = leaf(copy.text(text, copy.table(one), one));
                copy.leaf(one, leaf(copy.text(text, copy.table(other), other)));
                copy.leaf(other, ofOne);
                return Math.min(one, other);
            }));

    private RecordAttacks() {}

    private static byte[] leaf(String text) {
        return org.plimsoll.merkle.MerkleHash.leaf(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static long swap(TamperedCopy copy, String table) throws Exception {
        long one = copy.any("SELECT sequence FROM " + table);
        long other = copy.any("SELECT sequence FROM " + table + " WHERE sequence <> " + one);
        copy.sql("UPDATE %s SET sequence = -1 WHERE sequence = %d", table, one);
        copy.sql("UPDATE %s SET sequence = %d WHERE sequence = %d", table, one, other);
        copy.sql("UPDATE %s SET sequence = %d WHERE sequence = -1", table, other);
        return Math.min(one, other);
    }

    /** A forged record whose entry says that it belongs where it is put. */
    private static void copy(TamperedCopy copy, long from, long to) throws Exception {
        String id = "overlay(id::text PLACING 'f0f0' FROM 33)";
        copy.sql(
                "INSERT INTO decision (id, sequence, account, entry, request, result, firings, shared_sha256, class)"
                        + " SELECT %s::uuid, %d, account, replace(replace(entry, '\"sequence\":%d', '\"sequence\":%d'),"
                        + " id::text, %s), request, result, firings, shared_sha256, class FROM decision WHERE sequence = %d",
                id, to, from, to, id, from);
    }
}
