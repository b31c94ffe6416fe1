package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plimsoll.compare.Alignment.Pair;
import org.plimsoll.compare.RuleSetComparison.CellChange;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.RowChange;
import org.plimsoll.compare.TableLayout.Column;
import org.plimsoll.compare.TableLayout.Row;
import org.plimsoll.compare.TableLayout.Table;
import org.plimsoll.engine.table.DecisionTable;

/**
 * Compares the rows of a table: by the name of their rule, else by all cells, else by their conditions. In a table whose
 * rules have no names, a row that is gone and one that is new in its place are one row that changed if they have half of
 * their cells in common. The order of rows says nothing, as rules have none.
 */
final class RowComparison {
    /** Rows that one row is compared with; beyond them nobody would take the two for one. */
    private static final int MOST_LOOKED_AT = 50;

    private final List<Pair<Column>> columns;
    private final Notes notes;

    private RowComparison(List<Pair<Column>> columns, Notes notes) {
        this.columns = columns;
        this.notes = notes;
    }

    static List<RowChange> of(@Nullable Table before, @Nullable Table after, List<Pair<Column>> columns, Notes notes) {
        RowComparison comparison = new RowComparison(columns, notes);
        boolean named = (before == null || before.isNamed()) && (after == null || after.isNamed());
        List<Pair<Side>> pairs = Alignment.of(
                comparison.sides(before, true),
                comparison.sides(after, false),
                List.of(
                        side -> named ? comparison.name(side) : null,
                        side -> comparison.content(side),
                        side -> comparison.conditions(side)));
        List<RowChange> changes = new ArrayList<>();
        for (Pair<Side> pair : named ? pairs : comparison.joined(pairs)) {
            RowChange change = comparison.change(pair);
            if (change != null) {
                changes.add(change);
            }
        }
        return notes.first(changes, "rows of " + (after != null ? after.file() : before != null ? before.file() : ""));
    }

    /** A row of one of the two versions. */
    private record Side(Row row, boolean old) {
        String cell(Pair<Column> column) {
            Column own = old ? column.oldOne() : column.newOne();
            return own == null ? "" : row.cell(own);
        }
    }

    private List<Side> sides(@Nullable Table table, boolean old) {
        return table == null
                ? List.of()
                : table.rows().stream().map(row -> new Side(row, old)).toList();
    }

    private @Nullable String name(Side side) {
        for (Pair<Column> column : columns) {
            if (column.any().isName() && !side.cell(column).isEmpty()) {
                return side.cell(column);
            }
        }
        return null;
    }

    /** All cells but the name. */
    private List<String> content(Side side) {
        return columns.stream()
                .filter(column -> !column.any().isName())
                .map(side::cell)
                .toList();
    }

    private @Nullable List<String> conditions(Side side) {
        List<String> conditions = columns.stream()
                .filter(column -> column.any().isCondition())
                .map(side::cell)
                .toList();
        return conditions.stream().allMatch(String::isEmpty) ? null : conditions;
    }

    /** Takes a row that is gone and a similar one that came in its place for one row. */
    private List<Pair<Side>> joined(List<Pair<Side>> pairs) {
        List<Pair<Side>> joined = new ArrayList<>();
        List<Integer> gone = new ArrayList<>();
        List<Integer> came = new ArrayList<>();
        for (Pair<Side> pair : pairs) {
            if (pair.oldOne() != null && pair.newOne() != null) {
                gone.clear();
                came.clear();
                joined.add(pair);
                continue;
            }
            boolean isNew = pair.oldOne() == null;
            Integer partner = partner(joined, isNew ? gone : came, pair.any());
            if (partner == null) {
                (isNew ? came : gone).add(joined.size());
                joined.add(pair);
            } else {
                (isNew ? gone : came).remove(partner);
                Pair<Side> other = joined.get(partner);
                joined.set(
                        partner,
                        isNew ? new Pair<>(other.oldOne(), pair.newOne()) : new Pair<>(pair.oldOne(), other.newOne()));
            }
        }
        return joined;
    }

    /** Place of the first row since the last that stayed which this one may have become, or come from; null when none is. */
    private @Nullable Integer partner(List<Pair<Side>> joined, List<Integer> candidates, Side side) {
        return candidates.stream()
                .limit(MOST_LOOKED_AT)
                .filter(candidate -> similar(joined.get(candidate).any(), side))
                .findFirst()
                .orElse(null);
    }

    private boolean similar(Side one, Side other) {
        int filled = 0;
        int equal = 0;
        for (Pair<Column> column : columns) {
            if (!one.cell(column).isEmpty() || !other.cell(column).isEmpty()) {
                filled++;
                equal += one.cell(column).equals(other.cell(column)) ? 1 : 0;
            }
        }
        return equal * 2 >= filled;
    }

    private @Nullable RowChange change(Pair<Side> pair) {
        Side before = pair.oldOne();
        Side after = pair.newOne();
        List<CellChange> cells = new ArrayList<>();
        boolean nameOnly = true;
        for (Pair<Column> column : columns) {
            String oldValue = before == null ? "" : before.cell(column);
            String newValue = after == null ? "" : after.cell(column);
            if (!oldValue.equals(newValue)) {
                cells.add(cell(column, before, oldValue, after, newValue));
                nameOnly &= column.any().isName();
            }
        }
        if (cells.isEmpty() && before != null && after != null) {
            return null;
        }
        Kind kind = before == null ? Kind.ADDED : after == null ? Kind.REMOVED : nameOnly ? Kind.RENAMED : Kind.CHANGED;
        return new RowChange(
                kind,
                notes.shortened(title(pair.any())),
                before == null ? null : before.row().number(),
                after == null ? null : after.row().number(),
                cells);
    }

    private CellChange cell(
            Pair<Column> column, @Nullable Side before, String oldValue, @Nullable Side after, String newValue) {
        return new CellChange(
                column.any().title(),
                before == null ? null : cellName(before.row(), column.oldOne()),
                after == null ? null : cellName(after.row(), column.newOne()),
                oldValue.isEmpty() ? null : notes.shortened(oldValue),
                newValue.isEmpty() ? null : notes.shortened(newValue));
    }

    private static @Nullable String cellName(Row row, @Nullable Column column) {
        return column == null ? null : new DecisionTable.Cell(row.number(), column.number()).name();
    }

    private String title(Side side) {
        String name = name(side);
        if (name != null) {
            return name;
        }
        String conditions = columns.stream()
                .filter(column -> column.any().isCondition())
                .filter(column -> !side.cell(column).isEmpty())
                .map(column -> column.any().title() + " " + side.cell(column))
                .collect(Collectors.joining(", "));
        return conditions.isEmpty() ? "row " + side.row().number() : conditions;
    }
}
