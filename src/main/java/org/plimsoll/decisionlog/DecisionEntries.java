package org.plimsoll.decisionlog;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.ledger.EntryRows;
import org.plimsoll.ledger.EntrySource;

/** Decisions as entries of the log. */
@Singleton
public final class DecisionEntries implements EntrySource {
    private static final int FETCH = 200;
    private static final List<String> PARTS = List.of("request", "result", "firings");
    private static final String READ = """
            SELECT decision.id, sequence, account, entry, request, result, firings, shared_sha256,
                rule_set, content_hash, status
            FROM decision LEFT JOIN decision_class ON decision_class.id = decision.class
            WHERE sequence >= ? AND sequence < ? ORDER BY sequence""";

    @Override
    public void read(Connection connection, long from, long to, Consumer<Stored> reader) throws SQLException {
        EntryRows.read(connection, READ, FETCH, from, to, DecisionEntries::stored, reader);
    }

    @Override
    public long unplaced(Connection connection) throws SQLException {
        return EntryRows.unplaced(connection, "decision");
    }

    private static Stored stored(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (String part : PARTS) {
            byte[] bytes = row.getBytes(part);
            if (bytes != null) {
                parts.put(part, bytes);
            }
        }
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        columns.put("decisionId", row.getString("id"));
        columns.put("account", row.getString("account"));
        columns.put("sharedSha256", row.getString("shared_sha256"));
        columns.put("ruleSet/name", row.getString("rule_set"));
        columns.put("ruleSet/contentHash", row.getString("content_hash"));
        columns.put("status", row.getString("status"));
        String entry = Objects.requireNonNullElse(row.getString("entry"), "");
        return new Stored(sequence, entry, parts, json -> defects(sequence, columns, parts.keySet(), json));
    }

    private static List<String> defects(
            long sequence, Map<String, @Nullable String> columns, Set<String> parts, JsonNode json) {
        List<String> defects = new ArrayList<>();
        columns.forEach((name, value) -> {
            String said = json.at("/" + name).textValue();
            if (said == null ? value != null : !said.equals(value)) {
                defects.add("The column for " + name + " of entry " + sequence + " is not what the entry says.");
            }
        });
        for (String part : PARTS) {
            boolean isThere = parts.contains(part);
            if (json.has(part + "Sha256") != isThere) {
                defects.add("The " + part + " of entry " + sequence + " " + (isThere ? "is there" : "is missing")
                        + ", unlike the entry says.");
            }
        }
        return defects;
    }

    @Override
    public void inputs(Connection connection, Consumer<Input> reader) throws SQLException {
        try (Statement select = connection.createStatement()) {
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery("SELECT sha256, content FROM decision_input")) {
                while (row.next()) {
                    reader.accept(new Input(
                            String.valueOf(row.getString(1)),
                            Objects.requireNonNullElse(row.getBytes(2), new byte[0])));
                }
            }
        }
    }

    @Override
    public byte @Nullable [] input(Connection connection, String sha256) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT content FROM decision_input WHERE sha256 = ?")) {
            select.setString(1, sha256);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }
}
