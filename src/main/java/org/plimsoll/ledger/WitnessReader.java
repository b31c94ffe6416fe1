package org.plimsoll.ledger;

import java.io.IOException;
import java.util.function.Consumer;

/** Tells what a witness has seen. */
@FunctionalInterface
public interface WitnessReader {
    /** Tells everything it holds, in the order of keeping. */
    void read(Consumer<WitnessedHead> reader) throws IOException;
}
