package org.plimsoll.ruleset;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.ledger.RuleContents;

/** Files of rule sets for whoever verifies or exports the log. */
@Singleton
public final class ContentTable implements RuleContents {
    private static final String HASHES = "SELECT DISTINCT content_hash FROM rule_set_content ORDER BY content_hash";
    private static final String FILES =
            "SELECT path, content FROM rule_set_content JOIN rule_set_blob USING (sha256) WHERE content_hash = ?";
    private static final String DEFECTS = """
            SELECT format('The row of %s in content %s is not of the file that it names.', path, content_hash)
            FROM rule_set_content LEFT JOIN rule_set_blob USING (sha256)
            WHERE size IS DISTINCT FROM octet_length(content)
            UNION ALL
            SELECT format('The file that is kept as %s does not have that digest.', sha256)
            FROM rule_set_blob WHERE sha256 IS DISTINCT FROM encode(sha256(content), 'hex')
            ORDER BY 1""";
    private static final String VERSION = "SELECT content_hash FROM rule_set_version WHERE rule_set = ? AND number = ?";

    @Override
    public List<String> hashes(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HASHES);
                ResultSet row = select.executeQuery()) {
            List<String> hashes = new ArrayList<>();
            while (row.next()) {
                hashes.add(String.valueOf(row.getString(1)));
            }
            return hashes;
        }
    }

    @Override
    public SortedMap<String, byte[]> files(Connection connection, String contentHash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FILES)) {
            select.setString(1, contentHash);
            try (ResultSet row = select.executeQuery()) {
                SortedMap<String, byte[]> files = new TreeMap<>();
                while (row.next()) {
                    files.put(
                            String.valueOf(row.getString(1)), Objects.requireNonNullElse(row.getBytes(2), new byte[0]));
                }
                return files;
            }
        }
    }

    @Override
    public List<String> defects(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DEFECTS);
                ResultSet row = select.executeQuery()) {
            List<String> defects = new ArrayList<>();
            while (row.next()) {
                defects.add(row.getString(1));
            }
            return defects;
        }
    }

    @Override
    public String hash(Map<String, byte[]> files) {
        return new RuleSetFiles("any", new TreeMap<>(files)).contentHash();
    }

    @Override
    public Optional<String> ofVersion(Connection connection, String ruleSet, int version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSION)) {
            select.setString(1, ruleSet);
            select.setInt(2, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}
