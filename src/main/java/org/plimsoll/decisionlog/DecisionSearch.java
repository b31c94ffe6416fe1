package org.plimsoll.decisionlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds decisions in the order of their ids, by the index of accounts or by that of classes, whatever the planner thinks of
 * what is asked for: a class after the other, the first few ids of each. Where neither index tells all, the entries of what
 * it gives are looked at, a bounded number for a page.
 */
final class DecisionSearch {
    /** Most decisions that are looked at for a page and may not be part of it. */
    static final int MOST_LOOKED_AT = 10_000;

    private static final int FIRST_LOOKED_AT = 500;
    private static final int GROWTH = 4;

    /** Of more classes than these, the log itself probably has a page's worth among its next few decisions. */
    private static final int FEW_CLASSES = 32;

    private final DataSource database;
    private final int timeoutSeconds;

    DecisionSearch(DataSource database, Duration timeout) {
        this.database = database;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    /** A page of what a query asks for. */
    DecisionPage page(DecisionQuery query) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new Search(connection, query).page();
        }
    }

    private final class Search {
        private final Connection connection;
        private final DecisionQuery query;
        private final CandidateSql candidates;
        private final List<UUID> found = new ArrayList<>();
        private IdRange left;
        private int lookedAt;

        Search(Connection connection, DecisionQuery query) throws SQLException {
            this.connection = connection;
            this.query = query;
            this.left = IdRange.of(query);
            MatchingClasses classes = query.ofClass().equals(DecisionQuery.ClassFilter.ANY)
                    ? null
                    : MatchingClasses.read(connection, query, left, timeoutSeconds);
            this.candidates = new CandidateSql(query, classes);
        }

        DecisionPage page() throws SQLException {
            MatchingClasses classes = candidates.classes();
            UUID stoppedAt;
            if (classes == null || query.account() != null) {
                stoppedAt = look(left, null);
            } else {
                stoppedAt = lookByMonth(classes);
            }
            if (found.size() > query.limit()) {
                List<UUID> ids = found.subList(0, query.limit());
                return new DecisionPage(summaries(ids), ids.get(ids.size() - 1).toString());
            }
            return new DecisionPage(summaries(found), stoppedAt == null ? null : stoppedAt.toString());
        }

        private @Nullable UUID lookByMonth(MatchingClasses classes) throws SQLException {
            if (classes.months().isEmpty()) {
                return null;
            }
            if (classes.ids().length > FEW_CLASSES) {
                UUID edge = step(left, null, FIRST_LOOKED_AT);
                if (edge == null || isFull()) {
                    return edge;
                }
                left = left.beyond(edge, query.oldestFirst());
            }
            for (MatchingClasses.OfMonth month : classes.months()) {
                UUID stoppedAt = look(left.in(month.month()), month.ids());
                if (stoppedAt != null || isFull()) {
                    return stoppedAt;
                }
            }
            return null;
        }

        /**
         * Looks through a range, each time at more, until the page is full.
         *
         * @param classes classes to look at; null to look at whatever is there
         * @return the last id looked at; null when there is nothing beyond it
         */
        private @Nullable UUID look(IdRange range, Integer @Nullable [] classes) throws SQLException {
            IdRange rest = range;
            int next = candidates.mayMiss(classes) ? FIRST_LOOKED_AT : missing();
            while (true) {
                UUID edge = step(rest, classes, next);
                if (edge == null || isFull() || lookedAt >= MOST_LOOKED_AT) {
                    return edge;
                }
                rest = rest.beyond(edge, query.oldestFirst());
                next = Math.min(next * GROWTH, MOST_LOOKED_AT - lookedAt);
            }
        }

        /** Looks at the next few: so many in all, or of each class at least what the page lacks. */
        private @Nullable UUID step(IdRange range, Integer @Nullable [] classes, int next) throws SQLException {
            int each = Math.max(missing(), classes == null ? next : next / classes.length);
            lookedAt += candidates.mayMiss(classes) ? next : 0;
            try (PreparedStatement statement =
                            candidates.step(range, classes, each, missing()).prepare(connection, timeoutSeconds);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                Array ids = row.getArray("ids");
                found.addAll(Arrays.asList((UUID[]) ids.getArray()));
                return row.getObject("edge", UUID.class);
            }
        }

        private boolean isFull() {
            return missing() == 0;
        }

        /** One more than the page has tells whether there is another page. */
        private int missing() {
            return query.limit() + 1 - found.size();
        }

        private List<DecisionSummary> summaries(List<UUID> ids) throws SQLException {
            List<DecisionSummary> summaries = new ArrayList<>(ids.size());
            if (ids.isEmpty()) {
                return summaries;
            }
            try (PreparedStatement statement = candidates.entries(ids).prepare(connection, timeoutSeconds);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    summaries.add(EntryJson.summary(row.getString("entry")));
                }
            }
            return summaries;
        }
    }
}
