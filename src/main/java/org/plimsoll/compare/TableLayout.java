package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plimsoll.engine.table.TableGrid;

/** Finds the tables of a sheet: each begins with a {@code RuleTable} cell and four rows that say what its columns are. */
final class TableLayout {
    private static final String RULE_TABLE = "ruletable";
    private static final int HEADING_ROWS = 4;

    private TableLayout() {}

    /**
     * A table.
     *
     * @param name what its {@code RuleTable} cell calls it
     * @param settings cells above the first table of the sheet, by the word they begin with; other tables have none
     */
    record Table(String file, String name, Map<String, String> settings, List<Column> columns, List<Row> rows) {
        /** Whether rules are named by a column. */
        boolean isNamed() {
            return columns.stream().anyMatch(Column::isName);
        }
    }

    /** A column: what it is, the pattern and code its cells are filled into, and its heading for readers. */
    record Column(int number, String kind, String pattern, String code, String heading) {
        boolean isName() {
            return kind.equals("N") || kind.equals("NAME");
        }

        boolean isCondition() {
            return kind.equals("C") || kind.equals("CONDITION");
        }

        boolean isAction() {
            return kind.equals("A") || kind.equals("ACTION");
        }

        /** For readers: the heading, or what stands in for it. */
        String title() {
            return !heading.isEmpty() ? heading : !code.isEmpty() ? code : !kind.isEmpty() ? kind : "column " + number;
        }
    }

    /** A row: its filled cells by column. */
    record Row(int number, SortedMap<Integer, String> cells) {
        String cell(Column column) {
            return cells.getOrDefault(column.number(), "");
        }
    }

    static List<Table> tables(String file, TableGrid grid) {
        List<Integer> starts = grid.rows().entrySet().stream()
                .filter(row -> startColumn(row.getValue()) > 0)
                .map(Map.Entry::getKey)
                .toList();
        List<Table> tables = new ArrayList<>();
        Map<String, String> settings =
                settings(starts.isEmpty() ? grid.rows() : grid.rows().headMap(starts.get(0)));
        for (int i = 0; i < starts.size(); i++) {
            SortedMap<Integer, SortedMap<Integer, String>> part = i + 1 < starts.size()
                    ? grid.rows().subMap(starts.get(i), starts.get(i + 1))
                    : grid.rows().tailMap(starts.get(i));
            tables.add(table(file, starts.get(i), part, i == 0 ? settings : Map.of()));
        }
        return tables;
    }

    /** Column of the cell that begins a table; zero when none does. */
    private static int startColumn(SortedMap<Integer, String> cells) {
        for (Map.Entry<Integer, String> cell : cells.entrySet()) {
            String text = cell.getValue().toLowerCase(Locale.ROOT);
            if (text.equals(RULE_TABLE) || text.startsWith(RULE_TABLE + " ")) {
                return cell.getKey();
            }
        }
        return 0;
    }

    private static Map<String, String> settings(SortedMap<Integer, SortedMap<Integer, String>> rows) {
        Map<String, String> settings = new LinkedHashMap<>();
        rows.values().forEach(cells -> {
            List<String> texts = new ArrayList<>(cells.values());
            String key = texts.get(0);
            String name = key;
            for (int count = 2; settings.containsKey(name); count++) {
                name = key + " #" + count;
            }
            settings.put(name, String.join(" | ", texts.subList(1, texts.size())));
        });
        return settings;
    }

    private static Table table(
            String file, int start, SortedMap<Integer, SortedMap<Integer, String>> part, Map<String, String> settings) {
        SortedMap<Integer, String> opening = part.getOrDefault(start, new TreeMap<>());
        int first = startColumn(opening);
        String name =
                opening.getOrDefault(first, "").substring(RULE_TABLE.length()).strip();
        TreeSet<Integer> numbers = new TreeSet<>();
        part.tailMap(start + 1)
                .values()
                .forEach(cells -> numbers.addAll(cells.tailMap(first).keySet()));
        List<Column> columns = numbers.stream()
                .map(number -> new Column(
                        number,
                        text(part, start + 1, number).toUpperCase(Locale.ROOT),
                        text(part, start + 2, number),
                        text(part, start + 3, number),
                        text(part, start + HEADING_ROWS, number)))
                .toList();
        List<Row> rows = part.tailMap(start + HEADING_ROWS + 1).entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue().tailMap(first)))
                .filter(row -> !row.cells().isEmpty())
                .collect(Collectors.toList());
        return new Table(file, name, settings, columns, rows);
    }

    private static String text(SortedMap<Integer, SortedMap<Integer, String>> rows, int row, int column) {
        SortedMap<Integer, String> cells = rows.get(row);
        return cells == null ? "" : cells.getOrDefault(column, "");
    }
}
