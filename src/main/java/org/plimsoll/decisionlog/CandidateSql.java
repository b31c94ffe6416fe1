package org.plimsoll.decisionlog;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of a search: which decisions come next, and which of them are meant. */
final class CandidateSql {
    private final DecisionQuery query;
    private final @Nullable MatchingClasses classes;
    private final String order;

    /** Statements of a query. {@code classes} are those that its filter lets through; null when it lets all through. */
    CandidateSql(DecisionQuery query, @Nullable MatchingClasses classes) {
        this.query = query;
        this.classes = classes;
        this.order = query.oldestFirst() ? " ORDER BY id" : " ORDER BY id DESC";
    }

    @Nullable
    MatchingClasses classes() {
        return classes;
    }

    /** Whether some of what is looked at may not be meant. {@code ofClasses} are the classes looked at; null for any. */
    boolean mayMiss(Integer @Nullable [] ofClasses) {
        return query.portfolio() != null || (classes != null && (ofClasses == null || classes.unsure().length > 0));
    }

    /**
     * Looks at the first few of a range.
     *
     * @param ofClasses classes to look at, each by itself; null to look at whatever is there
     * @param each how many of it, or of each class
     * @param most how many of those that are meant are wanted
     * @return a statement whose one row has {@code ids}, the first that are meant, and {@code edge}, behind which there may be
     *     more; null when there are no more
     */
    Sql step(IdRange range, Integer @Nullable [] ofClasses, int each, int most) {
        Sql sql = new Sql().add("WITH candidate AS MATERIALIZED (");
        if (ofClasses == null) {
            Sql ofAny = classes == null ? new Sql() : new Sql().add(" AND class = ANY(?)", (Object) classes.ids());
            sql.add(next(range, each, new Sql().andIf(query.account(), "account = ?"), ofAny));
        } else {
            sql.add("SELECT of_class.* FROM unnest(?) AS wanted (class) CROSS JOIN LATERAL (", (Object) ofClasses);
            sql.add(next(range, each, new Sql().add(" AND class = wanted.class"), new Sql()))
                    .add(") of_class");
        }
        String reached = query.oldestFirst() ? "<=" : ">=";
        return sql.add("), edge AS (SELECT id FROM candidate WHERE place = ?" + order + " LIMIT 1)", (long) each)
                .add(" SELECT ARRAY(SELECT id FROM candidate WHERE is_meant")
                .add(" AND coalesce(id " + reached + " (SELECT id FROM edge), true)" + order + " LIMIT ?) AS ids", most)
                .add(", (SELECT id FROM edge) AS edge");
    }

    private Sql next(IdRange range, int each, Sql condition, Sql isOfClass) {
        return new Sql()
                .add("SELECT id, row_number() OVER (" + order + ") AS place, true")
                .add(isOfClass)
                .add(saysEntry())
                .add(
                        " AS is_meant FROM (SELECT id, class, entry FROM decision WHERE id > ? AND id < ?",
                        range.low(),
                        range.high())
                .add(condition)
                .add(order + " LIMIT ?) looked_at", each);
    }

    /** What only an entry tells, where its class does not. */
    private Sql saysEntry() {
        Sql sql = new Sql();
        if (classes != null && classes.unsure().length > 0) {
            DecisionQuery.ClassFilter filter = query.ofClass();
            sql.add(" AND (class <> ALL(?) OR (true", (Object) classes.unsure())
                    .andIf(filter.rule(), "(entry::jsonb -> 'rules') ?? ?")
                    .andIf(filter.minAmount(), "(entry::json ->> 'amount')::numeric >= ?")
                    .andIf(filter.maxAmount(), "(entry::json ->> 'amount')::numeric <= ?")
                    .add("))");
        }
        return sql.andIf(query.portfolio(), "entry::json ->> 'portfolio' = ?");
    }

    /** The entries of decisions that are in the order of the query, in this order. */
    Sql entries(List<UUID> ids) {
        UUID first = ids.get(0);
        UUID last = ids.get(ids.size() - 1);
        return new Sql()
                .add("SELECT entry FROM decision WHERE id = ANY(?)", (Object) ids.toArray(UUID[]::new))
                .add(" AND id BETWEEN ? AND ?", query.oldestFirst() ? first : last, query.oldestFirst() ? last : first)
                .add(order);
    }
}
