package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where entries of a kind are stored. Reads with the connection it is given and nothing else. */
public interface EntrySource {
    /** Reads entries by place, in their order. */
    void read(Connection connection, long from, long to, Consumer<Stored> reader) throws SQLException;

    /** Records at no place that {@link #read} could be asked for. */
    long unplaced(Connection connection) throws SQLException;

    /** Tells entries that say of others that they have expired, as far as this source keeps them. */
    default void expiries(Connection connection, Consumer<String> reader) throws SQLException {}

    /** Content that entries refer to by the field {@code sharedSha256}, as far as this source keeps it. */
    default void inputs(Connection connection, Consumer<Input> reader) throws SQLException {}

    /** What is kept by that digest; null when this source does not keep it. */
    default byte @Nullable [] input(Connection connection, String sha256) throws SQLException {
        return null;
    }

    /**
     * An entry as it is stored, whatever became of it.
     *
     * @param sequence place by its column
     * @param text the entry
     * @param parts bytes beside it, by name: {@code request} has the digest that the entry's {@code requestSha256} says
     * @param defects says, as sentences, where other columns differ from the entry
     */
    record Stored(long sequence, String text, Map<String, byte[]> parts, Function<JsonNode, List<String>> defects) {}

    /**
     * What entries share.
     *
     * @param sha256 digest that it is kept by
     * @param content the bytes
     */
    record Input(String sha256, byte[] content) {}
}
