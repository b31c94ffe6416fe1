package org.plimsoll.decisionlog;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a month whose decisions meet a filter.
 *
 * @param month the month
 * @param ids numbers of the classes
 * @param unsure for each of them whether only some of its decisions may meet the filter
 */
record MatchingClasses(YearMonth month, Integer[] ids, Boolean[] unsure) {
    /** Whether some decisions of some class may not meet the filter. */
    boolean mayMiss() {
        return Arrays.asList(unsure).contains(true);
    }

    /**
     * Reads those of the first month of a range, in the order of a query, that has classes at all.
     *
     * @return null when no month has; without ids when none of its classes meets the filter
     */
    static @Nullable MatchingClasses first(
            Connection connection, DecisionQuery query, IdRange range, int timeoutSeconds) throws SQLException {
        if (range.isEmpty()) {
            return null;
        }
        try (PreparedStatement statement = statement(query, range).prepare(connection, timeoutSeconds);
                ResultSet row = statement.executeQuery()) {
            row.next();
            LocalDate month = row.getObject("month", LocalDate.class);
            return month == null
                    ? null
                    : new MatchingClasses(
                            YearMonth.from(month),
                            (Integer[]) row.getArray("ids").getArray(),
                            (Boolean[]) row.getArray("unsure").getArray());
        }
    }

    private static Sql statement(DecisionQuery query, IdRange range) {
        DecisionQuery.ClassFilter filter = query.ofClass();
        return new Sql()
                .add("SELECT next.month, matching.ids, matching.unsure FROM (SELECT ")
                .add(query.oldestFirst() ? "min" : "max")
                .add(
                        "(month) AS month FROM decision_class WHERE month BETWEEN ? AND ?) next",
                        range.firstMonth().atDay(1),
                        range.lastMonth().atDay(1))
                .add(" CROSS JOIN LATERAL (SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(")
                .add(isUnsure(filter))
                .add("), '{}') AS unsure FROM decision_class WHERE month = next.month")
                .add(meets(filter))
                .add(") matching");
    }

    /** Conditions on a row of {@code decision_class}, each after an AND: that its decisions, or some of them, meet the filter. */
    static Sql meets(DecisionQuery.ClassFilter filter) {
        return new Sql()
                .andIf(filter.ruleSet(), "rule_set = ?")
                .andIf(filter.version(), "version = ?")
                .andIf(filter.rule(), "(rules IS NULL OR ? = ANY(rules))")
                .andIf(filter.action(), "? = ANY(actions)")
                .andIf(filter.status(), "status = ?")
                .andIf(filter.currency(), "currency = ?")
                .andIf(magnitude(filter.minAmount()), "magnitude >= ?")
                .andIf(magnitude(filter.maxAmount()), "magnitude <= ?");
    }

    /** Whether of a row of {@code decision_class} that meets the filter only some decisions may meet it. */
    static Sql isUnsure(DecisionQuery.ClassFilter filter) {
        Sql sql = new Sql().add("(false");
        if (filter.rule() != null) {
            sql.add(" OR rules IS NULL");
        }
        if (filter.minAmount() != null && !Magnitude.isSmallest(filter.minAmount())) {
            sql.add(" OR magnitude = ?", Magnitude.of(filter.minAmount()));
        }
        if (filter.maxAmount() != null) {
            sql.add(" OR magnitude = ?", Magnitude.of(filter.maxAmount()));
        }
        return sql.add(")");
    }

    private static @Nullable Short magnitude(@Nullable BigDecimal amount) {
        return amount == null ? null : Magnitude.of(amount);
    }
}
