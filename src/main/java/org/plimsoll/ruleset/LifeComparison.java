package org.plimsoll.ruleset;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.AuditEntry;
import org.plimsoll.ledger.RuleHistory;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.security.Caller;

/**
 * Looks for the row that each step in the life of a version made, and for the step that made each row. What no event says is
 * not compared: titles, who else wrote a commit, the times of rows, reports of checks.
 */
final class LifeComparison implements RuleHistory.Comparison {
    private final Map<Row, Deque<Long>> told = new LinkedHashMap<>();
    private final Map<Row, Deque<Long>> mayBe = new HashMap<>();
    private final Map<VersionKey, Stages> stages = new HashMap<>();

    /** What an event and the row that it is about both say; the kind of row first. */
    private record Row(
            String kind,
            @Nullable String ruleSet,
            @Nullable Integer version,
            @Nullable String contentHash,
            @Nullable String by,
            String reason,
            @Nullable String detail) {}

    /** Stages that a version may be at after a step. */
    private record Stages(Set<Stage> allowed, long sequence) {}

    @Override
    public void entry(long sequence, JsonNode event) {
        if (!event.path("type").asText().equals("event")
                || !event.path("outcome").asText().equals("DONE")) {
            return;
        }
        String detail = event.path("detail").textValue();
        switch (event.path("action").asText()) {
            case "CREATE", "IMPORT" -> {
                tell(sequence, row("version", event, false, detail));
                tell(sequence, row("revision", event, true, null));
                add(mayBe, sequence, bySomebody(row("revision", event, true, null)));
            }
            case "EDIT" -> tell(sequence, row("revision", event, true, null));
            case "PROPOSE" -> tell(sequence, row("proposal", event, true, detail));
            case "APPROVE" -> tell(sequence, row("approval", event, true, null));
            case "REJECT" -> {
                add(mayBe, sequence, row("rejection", event, true, null));
                ended(sequence, event, detail);
            }
            case "ACTIVATE" -> tell(sequence, row("activation", event, true, detail));
            case "BREAK_GLASS" -> {
                tell(sequence, row("activation", event, true, detail));
                if (event.path("stateBefore").asText().equals(Stage.CHECKED.name())) {
                    tell(sequence, row("proposal", event, true, null));
                }
            }
            case "LEAVE_NONE_ACTIVE" -> tell(sequence, rowOfNone(event, detail));
            case "CANCEL" -> ended(sequence, event, detail);
            case "LIMIT_TO_TEAMS" -> tell(sequence, row("limit", event, false, detail));
            default -> {} // makes no row
        }
        Set<Stage> after = stagesAfter(event);
        if (!after.isEmpty()) {
            stages.put(
                    new VersionKey(
                            event.path("ruleSet").asText(),
                            event.path("version").asInt()),
                    new Stages(after, sequence));
        }
    }

    private static Row row(String kind, JsonNode event, boolean withContent, @Nullable String detail) {
        JsonNode version = event.path("version");
        return new Row(
                kind,
                event.path("ruleSet").textValue(),
                version.isInt() ? version.asInt() : null,
                withContent ? event.path("contentHash").textValue() : null,
                event.path("actor").textValue(),
                event.path("reason").asText(),
                detail);
    }

    private static Row rowOfNone(JsonNode event, @Nullable String detail) {
        String ruleSet = event.path("ruleSet").textValue();
        return new Row(
                "activation",
                ruleSet,
                null,
                null,
                event.path("actor").textValue(),
                event.path("reason").asText(),
                detail);
    }

    /** An event tells of the activations it ended one after the other. */
    private void ended(long sequence, JsonNode event, @Nullable String detail) {
        if (detail == null) {
            return;
        }
        for (String end : detail.split("; ", -1)) {
            tell(
                    sequence,
                    new Row(
                            "end",
                            event.path("ruleSet").textValue(),
                            null,
                            null,
                            event.path("actor").textValue(),
                            event.path("reason").asText(),
                            end));
        }
    }

    private static Set<Stage> stagesAfter(JsonNode event) {
        return switch (event.path("action").asText()) {
            case "CREATE", "EDIT", "WITHDRAW" -> Set.of(Stage.DRAFT);
            case "IMPORT" -> Set.of(Stage.APPROVED);
            case "CHECK" -> Set.of(Stage.CHECKED);
            case "REJECT" -> Set.of(Stage.REJECTED);
            case "RETIRE" -> Set.of(Stage.RETIRED);
            case "BREAK_GLASS" ->
                event.path("stateBefore").asText().equals(Stage.CHECKED.name()) ? Set.of(Stage.PROPOSED) : Set.of();
            case "PROPOSE", "APPROVE" ->
                switch (event.path("stateAfter").asText()) {
                    case "PROPOSED" -> Set.of(Stage.PROPOSED);
                    case "APPROVED", "SUPERSEDED", "EXPIRED" -> Set.of(Stage.APPROVED);
                    default -> Set.of(Stage.PROPOSED, Stage.APPROVED); // in force or planned, approved or not
                };
            default -> Set.of(); // as before
        };
    }

    private void tell(long sequence, Row row) {
        add(told, sequence, row);
    }

    private static void add(Map<Row, Deque<Long>> rows, long sequence, Row row) {
        rows.computeIfAbsent(row, some -> new ArrayDeque<>(1)).add(sequence);
    }

    @Override
    public void compare(Connection connection, RuleHistory.Differences differences) throws SQLException {
        for (LifeQueries.Query query : LifeQueries.ALL) {
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery(query.sql())) {
                while (row.next()) {
                    find(row, query, differences);
                }
            }
        }
        stages(connection, differences);
        told.forEach((row, places) -> places.forEach(place -> differences.add(
                place, "Entry " + place + " tells of a row that is not there as it says: " + row.kind + ".")));
    }

    private void find(ResultSet found, LifeQueries.Query query, RuleHistory.Differences differences)
            throws SQLException {
        Row row = new Row(
                found.getString("kind"),
                found.getString("rule_set"),
                found.getObject("number") == null ? null : found.getInt("number"),
                found.getString("content_hash"),
                found.getString("by"),
                comparable(found.getString("reason")),
                query.detail().of(found));
        if (!take(told, row)
                && !take(mayBe, row)
                && !take(told, ofAnEmergency(row))
                && (told.containsKey(row) || !mayBe.containsKey(bySomebody(row)))) {
            differences.add(
                    null, "No entry tells of " + found.getString("which") + " as its row is now: " + row.kind + ".");
        }
    }

    /** An emergency's event says nothing of what its proposal needs. */
    private static Row ofAnEmergency(Row row) {
        return row.kind.equals("proposal")
                ? new Row(row.kind, row.ruleSet, row.version, row.contentHash, row.by, row.reason, null)
                : row;
    }

    /** What a commit became is saved in the name of each who wrote some of it, and its event names one. */
    private static Row bySomebody(Row row) {
        return new Row(row.kind, row.ruleSet, row.version, row.contentHash, null, row.reason, row.detail);
    }

    private static boolean take(Map<Row, Deque<Long>> rows, Row row) {
        Deque<Long> places = rows.get(row);
        return places != null && places.poll() != null;
    }

    /** As an event keeps it. */
    private static String comparable(@Nullable String reason) {
        String kept = AuditEntry.of(Caller.SERVER, "", "", null).because(reason).reason();
        return kept == null ? "" : kept;
    }

    private void stages(Connection connection, RuleHistory.Differences differences) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT rule_set, number, stage FROM rule_set_version")) {
            while (row.next()) {
                String ruleSet = String.valueOf(row.getString(1));
                Stages said = stages.get(new VersionKey(ruleSet, row.getInt(2)));
                String stage = row.getString(3);
                if (said != null
                        && said.allowed.stream().noneMatch(one -> one.name().equals(stage))) {
                    differences.add(
                            null,
                            "Version " + row.getInt(2) + " of " + ruleSet + " is " + stage + ", and entry "
                                    + said.sequence + " left it otherwise.");
                }
            }
        }
    }
}
