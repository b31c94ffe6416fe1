package org.plimsoll.decisionlog;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The classes whose decisions meet a filter.
 *
 * @param months those of each month that has any, in the order of the query
 * @param unsure those of them of which only some decisions may meet it
 */
record MatchingClasses(List<OfMonth> months, Integer[] unsure) {
    /**
     * Classes of a month.
     *
     * @param month the month
     * @param ids numbers of the classes
     */
    record OfMonth(YearMonth month, Integer[] ids) {}

    /** Numbers of all of them. */
    Integer[] ids() {
        return months.stream().flatMap(each -> List.of(each.ids()).stream()).toArray(Integer[]::new);
    }

    /** Reads those of a query. */
    static MatchingClasses read(Connection connection, DecisionQuery query, IdRange range, int timeoutSeconds)
            throws SQLException {
        List<OfMonth> months = new ArrayList<>();
        List<Integer> unsure = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        try (PreparedStatement statement = statement(query, range).prepare(connection, timeoutSeconds);
                ResultSet row = statement.executeQuery()) {
            YearMonth month = null;
            while (row.next()) {
                YearMonth next = YearMonth.from(row.getObject("month", LocalDate.class));
                if (month != null && !month.equals(next)) {
                    months.add(new OfMonth(month, ids.toArray(Integer[]::new)));
                    ids.clear();
                }
                month = next;
                ids.add(row.getInt("id"));
                if (row.getBoolean("unsure")) {
                    unsure.add(row.getInt("id"));
                }
            }
            if (month != null) {
                months.add(new OfMonth(month, ids.toArray(Integer[]::new)));
            }
        }
        return new MatchingClasses(months, unsure.toArray(Integer[]::new));
    }

    private static Sql statement(DecisionQuery query, IdRange range) {
        DecisionQuery.ClassFilter filter = query.ofClass();
        Sql sql = new Sql().add("SELECT id, month, false");
        if (filter.rule() != null) {
            sql.add(" OR rules IS NULL");
        }
        if (filter.minAmount() != null && !Magnitude.isSmallest(filter.minAmount())) {
            sql.add(" OR magnitude = ?", Magnitude.of(filter.minAmount()));
        }
        if (filter.maxAmount() != null) {
            sql.add(" OR magnitude = ?", Magnitude.of(filter.maxAmount()));
        }
        sql.add(" AS unsure FROM decision_class WHERE true")
                .andIf(filter.ruleSet(), "rule_set = ?")
                .andIf(filter.version(), "version = ?")
                .andIf(filter.rule(), "(rules IS NULL OR ? = ANY(rules))")
                .andIf(filter.action(), "? = ANY(actions)")
                .andIf(filter.status(), "status = ?")
                .andIf(filter.currency(), "currency = ?")
                .andIf(magnitude(filter.minAmount()), "magnitude >= ?")
                .andIf(magnitude(filter.maxAmount()), "magnitude <= ?")
                .add(" AND month BETWEEN ? AND ?", first(range.low()), first(range.high()));
        return sql.add(" ORDER BY month" + (query.oldestFirst() ? "" : " DESC"));
    }

    private static LocalDate first(UUID id) {
        return IdRange.monthOf(id).atDay(1);
    }

    private static @Nullable Short magnitude(@Nullable BigDecimal amount) {
        return amount == null ? null : Magnitude.of(amount);
    }
}
