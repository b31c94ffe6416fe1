package org.plimsoll.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.ledger.EntryRows;
import org.plimsoll.ledger.EntrySource;

/** Audit events as entries of the log. */
@Singleton
public final class AuditEntries implements EntrySource {
    private static final int FETCH = 1_000;
    private static final String READ = """
            SELECT sequence, recorded_at AS "committedAt", at, actor, actor_roles::text[] AS "actorRoles", action, outcome, code,
                rule_set AS "ruleSet", number AS version, content_hash AS "contentHash", state_before AS "stateBefore",
                state_after AS "stateAfter", reason, detail, once, entry
            FROM audit_event WHERE sequence >= ? AND sequence < ? ORDER BY sequence""";
    private static final String EXPIRIES =
            "SELECT entry FROM audit_event WHERE action = 'EXPIRE' AND rule_set IS NULL ORDER BY sequence";
    private static final List<String> TIMES = List.of("committedAt", "at");
    private static final List<String> TEXTS = List.of(
            "actor",
            "action",
            "outcome",
            "code",
            "ruleSet",
            "version",
            "contentHash",
            "stateBefore",
            "stateAfter",
            "reason",
            "detail",
            "once");

    @Override
    public void read(Connection connection, long from, long to, Consumer<Stored> reader) throws SQLException {
        EntryRows.read(connection, READ, FETCH, from, to, AuditEntries::stored, reader);
    }

    @Override
    public void expiries(Connection connection, Consumer<String> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EXPIRIES);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                reader.accept(Objects.requireNonNullElse(row.getString(1), ""));
            }
        }
    }

    @Override
    public long unplaced(Connection connection) throws SQLException {
        return EntryRows.unplaced(connection, "audit_event");
    }

    private static Stored stored(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        for (String text : TEXTS) {
            columns.put(text, row.getString(text));
        }
        Map<String, @Nullable Instant> times = new LinkedHashMap<>();
        for (String time : TIMES) {
            OffsetDateTime kept = row.getObject(time, OffsetDateTime.class);
            times.put(time, kept == null ? null : kept.toInstant());
        }
        Array kept = row.getArray("actorRoles");
        List<?> roles = kept == null ? List.of() : Arrays.asList((Object[]) kept.getArray());
        String entry = Objects.requireNonNullElse(row.getString("entry"), "");
        return new Stored(sequence, entry, Map.of(), json -> defects(sequence, columns, times, roles, json));
    }

    private static List<String> defects(
            long sequence,
            Map<String, @Nullable String> columns,
            Map<String, @Nullable Instant> times,
            List<?> roles,
            JsonNode json) {
        List<String> defects = new ArrayList<>();
        columns.forEach((name, value) -> {
            String said = json.hasNonNull(name) ? json.path(name).asText() : null;
            if (said == null ? value != null : !said.equals(value)) {
                defects.add(differs(sequence, name));
            }
        });
        times.forEach((name, value) -> {
            if (value == null || !value.equals(time(json.path(name).asText()))) {
                defects.add(differs(sequence, name));
            }
        });
        List<String> saidRoles = new ArrayList<>();
        json.path("actorRoles").forEach(role -> saidRoles.add(role.asText()));
        if (!saidRoles.equals(roles)) {
            defects.add(differs(sequence, "actorRoles"));
        }
        return defects;
    }

    private static String differs(long sequence, String name) {
        return "The column for " + name + " of entry " + sequence + " is not what the entry says.";
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
