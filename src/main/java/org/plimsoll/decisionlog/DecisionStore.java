package org.plimsoll.decisionlog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Where decisions are kept. */
interface DecisionStore {
    /** Writes a group of records in one transaction. When it returns they are durable. */
    void commit(List<Draft> group) throws SQLException;

    /** Fails when {@link #commit} would, as far as that can be told without writing. */
    void probe() throws SQLException;

    /** Fails when {@link #commit} would: writes a record and takes it back. */
    void rehearse() throws SQLException;

    /** Reads a record. */
    Optional<StoredDecision> find(UUID id) throws SQLException;

    /** Reads records by place. */
    void between(long from, long to, Consumer<StoredDecision> reader) throws SQLException;

    /** Reads a record's entry of the log. */
    Optional<String> entry(UUID id) throws SQLException;

    /**
     * A record on its way.
     *
     * @param decision the decision
     * @param entryTail its entry in the log, but for place and time
     */
    record Draft(DecisionRecord decision, byte[] entryTail) {
        static Draft of(DecisionRecord decision) {
            return new Draft(decision, EntryJson.tail(decision));
        }

        /** Bytes it weighs in a group. */
        long bytes() {
            return decision.bytes() + entryTail.length;
        }
    }
}
