package org.plimsoll.decisionlog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where decisions are kept. A tamper-evident log adds its leaves and heads inside {@link #commit}'s transaction. */
interface DecisionStore {
    /** Writes a group of records in one transaction. When it returns they are durable. */
    void commit(List<DecisionRecord> group) throws SQLException;

    /** Fails when {@link #commit} would. Writes nothing. */
    void probe() throws SQLException;

    /** Reads a record. */
    Optional<StoredDecision> find(UUID id) throws SQLException;
}
