package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The tables of what was done to rule sets, of which events of the log tell, too. */
public interface RuleHistory {
    /** Begins to compare rows with entries. */
    Comparison begin();

    /** Takes all entries, in their order, and then looks at the rows. */
    interface Comparison {
        /** An entry of the log. */
        void entry(long sequence, JsonNode entry);

        /** Reads the rows, with the connection it is given and nothing else. */
        void compare(Connection connection, Differences differences) throws SQLException;
    }

    /** Is told where rows and entries differ. */
    interface Differences {
        /**
         * A difference.
         *
         * @param sequence place of the entry that tells otherwise; null when none tells of it
         * @param message what it is, in a sentence
         */
        void add(@Nullable Long sequence, String message);
    }
}
