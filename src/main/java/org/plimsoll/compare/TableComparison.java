package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.compare.Alignment.Pair;
import org.plimsoll.compare.RuleSetComparison.ColumnChange;
import org.plimsoll.compare.RuleSetComparison.Kind;
import org.plimsoll.compare.RuleSetComparison.TableChange;
import org.plimsoll.compare.RuleSetComparison.ValueChange;
import org.plimsoll.compare.TableLayout.Column;
import org.plimsoll.compare.TableLayout.Table;

/** Compares decision tables: their columns by heading, their rows by {@link RowComparison}. */
final class TableComparison {
    private TableComparison() {}

    static List<TableChange> of(List<Table> olds, List<Table> news, Notes notes) {
        List<TableChange> changes = new ArrayList<>();
        List<Alignment.Key<Table>> keys =
                List.of(table -> List.of(table.file(), table.name()), Table::name, Table::file);
        for (Pair<Table> pair : Alignment.of(olds, news, keys)) {
            TableChange change = compare(pair, notes);
            if (change != null) {
                changes.add(change);
            }
        }
        changes.sort(Comparator.comparing(TableChange::file).thenComparing(TableChange::name));
        return changes;
    }

    private static @Nullable TableChange compare(Pair<Table> pair, Notes notes) {
        Table before = pair.oldOne();
        Table after = pair.newOne();
        if (before == null || after == null) {
            Table only = pair.any();
            Kind kind = before == null ? Kind.ADDED : Kind.REMOVED;
            List<Pair<Column>> columns = only.columns().stream()
                    .map(column -> before == null ? new Pair<>(null, column) : new Pair<Column>(column, null))
                    .toList();
            return new TableChange(
                    kind,
                    only.name(),
                    only.file(),
                    before == null ? null : before.file(),
                    List.of(),
                    columns(columns, notes),
                    RowComparison.of(before, after, columns, notes));
        }
        List<Pair<Column>> columns = Alignment.of(
                before.columns(),
                after.columns(),
                List.of(
                        column -> List.of(column.kind(), column.pattern(), column.code(), column.heading()),
                        column -> column.heading().isEmpty() ? null : List.of(column.kind(), column.heading()),
                        column -> column.code().isEmpty()
                                ? null
                                : List.of(column.kind(), column.pattern(), column.code()),
                        column -> column.heading().isEmpty() ? null : column.heading()));
        Map<String, String> oldSettings = new TreeMap<>(before.settings());
        Map<String, String> newSettings = new TreeMap<>(after.settings());
        oldSettings.put("RuleTable", before.name());
        newSettings.put("RuleTable", after.name());
        TableChange change = new TableChange(
                before.file().equals(after.file()) ? Kind.CHANGED : Kind.MOVED,
                after.name(),
                after.file(),
                before.file(),
                ManifestComparison.values(oldSettings, newSettings),
                columns(columns, notes),
                RowComparison.of(before, after, columns, notes));
        boolean differs = change.kind() == Kind.MOVED
                || !change.settings().isEmpty()
                || !change.columns().isEmpty()
                || !change.rows().isEmpty();
        return differs ? change : null;
    }

    private static List<ColumnChange> columns(List<Pair<Column>> pairs, Notes notes) {
        List<ColumnChange> changes = new ArrayList<>();
        for (Pair<Column> pair : pairs) {
            List<ValueChange> values = values(pair, notes);
            if (!values.isEmpty()) {
                Kind kind = pair.oldOne() == null ? Kind.ADDED : pair.newOne() == null ? Kind.REMOVED : Kind.CHANGED;
                changes.add(new ColumnChange(kind, pair.any().title(), values));
            }
        }
        changes.addAll(orderOfActions(pairs));
        return changes;
    }

    private static List<ValueChange> values(Pair<Column> pair, Notes notes) {
        Column before = pair.oldOne();
        Column after = pair.newOne();
        List<ValueChange> values = new ArrayList<>();
        value("kind", before == null ? "" : before.kind(), after == null ? "" : after.kind(), values, notes);
        value("pattern", before == null ? "" : before.pattern(), after == null ? "" : after.pattern(), values, notes);
        value("code", before == null ? "" : before.code(), after == null ? "" : after.code(), values, notes);
        value("heading", before == null ? "" : before.heading(), after == null ? "" : after.heading(), values, notes);
        if (values.isEmpty() && (before == null || after == null)) {
            // A column without any heading, which still holds cells.
            values.add(new ValueChange("column", name(before), name(after)));
        }
        return values;
    }

    private static @Nullable String name(@Nullable Column column) {
        return column == null ? null : Integer.toString(column.number());
    }

    private static void value(String path, String before, String after, List<ValueChange> values, Notes notes) {
        if (!before.equals(after)) {
            values.add(new ValueChange(
                    path,
                    before.isEmpty() ? null : notes.shortened(before),
                    after.isEmpty() ? null : notes.shortened(after)));
        }
    }

    /** Actions are carried out from left to right, so that their order counts, unlike that of rows and conditions. */
    private static List<ColumnChange> orderOfActions(List<Pair<Column>> pairs) {
        List<Column> news = pairs.stream()
                .filter(pair -> pair.oldOne() != null)
                .map(Pair::newOne)
                .filter(Objects::nonNull)
                .filter(Column::isAction)
                .toList();
        List<String> before = pairs.stream()
                .filter(pair -> pair.newOne() != null && pair.newOne().isAction())
                .filter(pair -> pair.oldOne() != null)
                .sorted(Comparator.comparingInt(TableComparison::oldNumber))
                .map(pair -> pair.any().title())
                .toList();
        List<String> after = news.stream().map(Column::title).toList();
        return before.equals(after)
                ? List.of()
                : List.of(new ColumnChange(
                        Kind.MOVED,
                        "actions",
                        List.of(new ValueChange("order", String.join(", ", before), String.join(", ", after)))));
    }

    private static int oldNumber(Pair<Column> pair) {
        Column before = pair.oldOne();
        return before == null ? 0 : before.number();
    }
}
