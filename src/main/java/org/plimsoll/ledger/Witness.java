package org.plimsoll.ledger;

import java.io.IOException;
import java.util.List;

/**
 * Keeps tree heads and leaf hashes outside the database, where whoever changes the database cannot change them. It knows
 * nothing of what the entries say.
 */
public interface Witness extends WitnessReader, AutoCloseable {
    /** Keeps heads, each with the leaves since the one before. When it returns, they are durable. */
    void keep(List<WitnessedHead> heads) throws IOException;

    /** Lets go of it. */
    @Override
    void close() throws IOException;
}
