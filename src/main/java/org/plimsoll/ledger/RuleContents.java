package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The files of rule sets that entries name by their content hash. Reads with the connection it is given and nothing else. */
public interface RuleContents {
    /** Content hashes of all that is kept. */
    List<String> hashes(Connection connection) throws SQLException;

    /** Files by path; none when the content is not kept. */
    SortedMap<String, byte[]> files(Connection connection, String contentHash) throws SQLException;

    /** Where rows and files differ that no content hash covers, as sentences. */
    List<String> defects(Connection connection) throws SQLException;

    /** The content hash that files have. */
    String hash(Map<String, byte[]> files);

    /** The content hash that a version has by its own row. */
    Optional<String> ofVersion(Connection connection, String ruleSet, int version) throws SQLException;
}
