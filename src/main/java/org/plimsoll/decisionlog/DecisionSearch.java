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
 * what is asked for: a month and in it a class after the other, the first few ids of each. Where neither index tells all, the
 * entries of what it gives are looked at. A page takes a bounded number of months and of such entries.
 */
final class DecisionSearch {
    /** Most decisions that are looked at for a page and may not be part of it. */
    static final int MOST_LOOKED_AT = 10_000;

    private static final int FIRST_LOOKED_AT = 500;
    private static final int GROWTH = 4;

    /** Most decisions that are looked at in one go before classes are. */
    private static final int MOST_AT_FIRST = FIRST_LOOKED_AT * GROWTH;

    /** Most months whose classes are read for a page. */
    static final int MOST_MONTHS = 12;

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
        private int lookedAt;

        Search(Connection connection, DecisionQuery query) {
            this.connection = connection;
            this.query = query;
            this.candidates = new CandidateSql(query);
        }

        DecisionPage page() throws SQLException {
            IdRange range = IdRange.of(query);
            boolean byMonth = candidates.filtersClasses() && query.account() == null;
            UUID stoppedAt = byMonth ? lookByMonth(range) : look(range, null);
            if (found.size() > query.limit()) {
                List<UUID> ids = found.subList(0, query.limit());
                return new DecisionPage(summaries(ids), ids.get(ids.size() - 1).toString());
            }
            return new DecisionPage(summaries(found), stoppedAt == null ? null : stoppedAt.toString());
        }

        /** Looks at what comes next in the log, and then through the classes of one month after the other. */
        private @Nullable UUID lookByMonth(IdRange range) throws SQLException {
            UUID edge = null;
            IdRange rest = range;
            // What is common is found here, for less than the first few of each of its many classes cost.
            for (int next = FIRST_LOOKED_AT; next <= MOST_AT_FIRST && isLikely(next); next *= GROWTH) {
                edge = step(rest, null, next);
                if (edge == null || isFull()) {
                    return edge;
                }
                rest = rest.beyond(edge, query.oldestFirst());
            }
            for (int i = 0; i < MOST_MONTHS && lookedAt < MOST_LOOKED_AT; i++) {
                MatchingClasses classes = MatchingClasses.first(connection, query, rest, timeoutSeconds);
                if (classes == null) {
                    return null;
                }
                UUID stoppedAt = classes.ids().length == 0 ? null : look(rest.in(classes.month()), classes);
                if (stoppedAt != null || isFull()) {
                    return stoppedAt;
                }
                edge = IdRange.behind(classes.month(), query.oldestFirst());
                rest = rest.beyond(edge, query.oldestFirst());
            }
            return edge;
        }

        /** Whether so many more will probably fill the page, by what has been found among those before. */
        private boolean isLikely(int next) {
            return lookedAt == 0 || (long) found.size() * next >= (long) missing() * lookedAt;
        }

        /**
         * Looks through a range, each time at more, until the page is full.
         *
         * @param classes classes to look at; null to look at whatever is there
         * @return the last id looked at; null when there is nothing beyond it
         */
        private @Nullable UUID look(IdRange range, @Nullable MatchingClasses classes) throws SQLException {
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
        private @Nullable UUID step(IdRange range, @Nullable MatchingClasses classes, int next) throws SQLException {
            int each = Math.max(missing(), classes == null ? next : next / classes.ids().length);
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
