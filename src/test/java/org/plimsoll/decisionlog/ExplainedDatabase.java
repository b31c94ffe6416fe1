package org.plimsoll.decisionlog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * One connection to a database, as a pool would give it again and again. It tells how what is asked for is found: each query
 * is explained, with the same values, before it is run.
 */
final class ExplainedDatabase implements AutoCloseable {
    private final List<String> plans = new ArrayList<>();
    private final Connection connection;

    ExplainedDatabase(DataSource source) throws SQLException {
        this.connection = source.getConnection();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The plans since it was last asked, as JSON. */
    List<String> takePlans() {
        List<String> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    /** The connection as it is. */
    DataSource plain() {
        return proxy(
                DataSource.class,
                (ofSource, none) -> proxy(
                        Connection.class,
                        (method, arguments) ->
                                method.getName().equals("close") ? null : call(connection, method, arguments)));
    }

    /** The connection, whose queries are explained. */
    DataSource explaining() {
        return proxy(
                DataSource.class,
                (ofSource, none) -> proxy(Connection.class, (method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        String sql = (String) arguments[0];
                        PreparedStatement explain =
                                connection.prepareStatement("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql);
                        return statement(connection.prepareStatement(sql), explain);
                    }
                    return method.getName().equals("close") ? null : call(connection, method, arguments);
                }));
    }

    private PreparedStatement statement(PreparedStatement statement, PreparedStatement explain) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("executeQuery")) {
                try (ResultSet plan = explain.executeQuery()) {
                    plan.next();
                    plans.add(plan.getString(1));
                }
            } else if (method.getName().equals("unwrap")) {
                explain.unwrap(PGStatement.class).setPrepareThreshold(0);
            } else if (method.getName().startsWith("set") || method.getName().equals("close")) {
                call(explain, method, arguments);
            }
            return call(statement, method, arguments);
        });
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments)));
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, Object[] arguments) throws Throwable;
    }
}
