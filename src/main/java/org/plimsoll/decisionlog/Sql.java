package org.plimsoll.decisionlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** A statement that is put together from fixed texts, each with the values of its question marks. */
final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Adds a text and the values of its question marks. */
    Sql add(String fixed, Object... itsValues) {
        text.append(fixed);
        values.addAll(List.of(itsValues));
        return this;
    }

    /** Adds what another statement says. */
    Sql add(Sql part) {
        text.append(part.text);
        values.addAll(part.values);
        return this;
    }

    /** Adds a condition on a value, unless there is none. */
    Sql andIf(@Nullable Object value, String condition) {
        return value == null ? this : add(" AND " + condition, value);
    }

    /** The statement, planned anew each time: what is fast for one value is not for another. */
    PreparedStatement prepare(Connection connection, int timeoutSeconds) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            statement.setQueryTimeout(timeoutSeconds);
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof Integer[] numbers) {
                    statement.setArray(i + 1, connection.createArrayOf("integer", numbers));
                } else if (value instanceof Boolean[] truths) {
                    statement.setArray(i + 1, connection.createArrayOf("boolean", truths));
                } else if (value instanceof UUID[] ids) {
                    statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
