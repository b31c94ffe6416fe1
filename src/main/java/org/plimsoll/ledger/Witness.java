package org.plimsoll.ledger;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps tree heads and leaf hashes outside the database, where whoever changes the database cannot change them. It knows
 * nothing of what the entries say.
 */
public interface Witness extends AutoCloseable {
    /** Tells everything it holds, in the order of keeping. */
    void read(Consumer<WitnessedHead> reader) throws IOException;

    /** Keeps heads, each with the leaves since the one before. When it returns, they are durable. */
    void keep(List<WitnessedHead> heads) throws IOException;

    /** Lets go of it. */
    @Override
    void close() throws IOException;
}
