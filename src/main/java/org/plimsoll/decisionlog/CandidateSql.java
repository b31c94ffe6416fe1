package org.plimsoll.decisionlog;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements of a search: which decisions come next, and which of them are meant. */
final class CandidateSql {
    /** What stands in JSON as it is, whoever writes it. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._:,()-]+");

    private final DecisionQuery query;
    private final String order;

    CandidateSql(DecisionQuery query) {
        this.query = query;
        this.order = query.oldestFirst() ? " ORDER BY id" : " ORDER BY id DESC";
    }

    /** Whether some of what is looked at may not be meant. {@code classes} are the classes looked at; null for any. */
    boolean mayMiss(@Nullable MatchingClasses classes) {
        return query.portfolio() != null || (classes == null ? filtersClasses() : classes.mayMiss());
    }

    /** Whether decisions of some classes only are asked for. */
    boolean filtersClasses() {
        return !query.ofClass().equals(DecisionQuery.ClassFilter.ANY);
    }

    /**
     * Looks at the first few of a range.
     *
     * @param classes classes to look at, each by itself; null to look at whatever is there
     * @param each how many of it, or of each class
     * @param most how many of those that are meant are wanted
     * @return a statement whose one row has {@code ids}, the first that are meant, and {@code edge}, behind which there may be
     *     more; null when there are no more
     */
    Sql step(IdRange range, @Nullable MatchingClasses classes, int each, int most) {
        Sql sql = new Sql().add("WITH candidate AS MATERIALIZED (");
        if (classes == null) {
            sql.add(next(range, each, new Sql().andIf(query.account(), "account = ?"), isOfClass()));
        } else {
            sql.add("SELECT of_class.* FROM unnest(?, ?) AS wanted (class, unsure)", classes.ids(), classes.unsure())
                    .add(" CROSS JOIN LATERAL (")
                    .add(next(
                            range,
                            each,
                            new Sql().add(" AND class = wanted.class"),
                            classes.mayMiss() ? isSaid(new Sql().add("wanted.unsure")) : new Sql()))
                    .add(") of_class");
        }
        String reached = query.oldestFirst() ? "<=" : ">=";
        return sql.add("), edge AS (SELECT id FROM candidate WHERE place = ?" + order + " LIMIT 1)", (long) each)
                .add(" SELECT ARRAY(SELECT id FROM candidate WHERE is_meant")
                .add(" AND coalesce(id " + reached + " (SELECT id FROM edge), true)" + order + " LIMIT ?) AS ids", most)
                .add(", (SELECT id FROM edge) AS edge");
    }

    private Sql next(IdRange range, int each, Sql condition, Sql isMeant) {
        return new Sql()
                .add("SELECT id, row_number() OVER (" + order + ") AS place, true")
                .add(isMeant)
                .andIf(query.portfolio(), "entry::json ->> 'portfolio' = ?")
                .add(
                        " AS is_meant FROM (SELECT id, class, entry FROM decision WHERE id > ? AND id < ?",
                        range.low(),
                        range.high())
                .add(condition)
                .add(order + " LIMIT ?) looked_at", each);
    }

    /** What the class of one that is looked at tells: it is found by its number, so that no others are read. */
    private Sql isOfClass() {
        if (!filtersClasses()) {
            return new Sql();
        }
        return new Sql()
                .add(" AND (SELECT true")
                .add(MatchingClasses.meets(query.ofClass()))
                .add(isSaid(MatchingClasses.isUnsure(query.ofClass())))
                .add(" FROM decision_class WHERE decision_class.id = looked_at.class)");
    }

    /** What only an entry tells, of those whose class does not tell it. */
    private Sql isSaid(Sql unsure) {
        if (!saysMore()) {
            return new Sql();
        }
        Sql sql = new Sql().add(" AND (NOT ").add(unsure).add(" OR ");
        // The index of accounts has classes and no entries: most that are looked at by it need not be read.
        return query.account() == null || query.portfolio() != null
                ? sql.add("(true").add(saysEntry()).add("))")
                : sql.add("(SELECT true").add(saysEntry()).add(" FROM decision WHERE decision.id = looked_at.id))");
    }

    private boolean saysMore() {
        DecisionQuery.ClassFilter filter = query.ofClass();
        return filter.rule() != null || filter.minAmount() != null || filter.maxAmount() != null;
    }

    private Sql saysEntry() {
        DecisionQuery.ClassFilter filter = query.ofClass();
        String rule = filter.rule();
        Sql sql = new Sql();
        if (rule != null && PLAIN.matcher(rule).matches()) {
            // A fraction of what it takes to parse the entry, and most do not pass.
            sql.add(" AND strpos(entry, ?) > 0", '"' + rule + '"');
        }
        return sql.andIf(rule, "(entry::jsonb -> 'rules') ?? ?")
                .andIf(filter.minAmount(), "(entry::json ->> 'amount')::numeric >= ?")
                .andIf(filter.maxAmount(), "(entry::json ->> 'amount')::numeric <= ?");
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
