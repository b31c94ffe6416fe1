package org.plimsoll.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.decisiontable.parser.ActionType;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.table.TableSheet.Content;

/**
 * Checks the rows of a sheet for what the converter would leave out or take otherwise than a reader, without a word: rows
 * below an empty row, tables that no {@code RuleTable} begins, numbers with commas, more values in a cell than its column
 * takes. And how much text the table would become: its code is written out once for every row.
 */
final class TableRows {
    /** Rows from the one that begins with {@code RuleTable} to the first rule. */
    private static final int HEAD = 5;

    private static final int MOST_CHARACTERS = 4 << 20;
    /** Characters of a cell. */
    static final int LONGEST_CELL = 2_000;

    /** Characters that the converter adds to each row. */
    private static final int FRAME = 200;

    private static final Pattern COMMA_NUMBER =
            Pattern.compile("[+-]?([0-9]+,[0-9]+|[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?|[0-9]{1,3}(\\.[0-9]{3})+,[0-9]+)");
    private static final Pattern NUMBERED = Pattern.compile("\\$([1-9][0-9]?)");

    private final TableSheet sheet;
    private final TableProblems problems;
    private @Nullable Table table;
    private long characters;

    /** A table, by the row of its {@code RuleTable} and the columns below it. */
    private static final class Table {
        private final int row;
        private final SortedMap<Integer, Content> columns;
        private int last;
        private boolean ended;

        Table(int row, SortedMap<Integer, Content> columns) {
            this.row = row;
            this.columns = columns;
            this.last = row + HEAD - 1;
        }
    }

    private TableRows(TableSheet sheet, TableProblems problems) {
        this.sheet = sheet;
        this.problems = problems;
    }

    static void check(TableSheet sheet, TableProblems problems) {
        boolean hasTable = sheet.rows().values().stream()
                .flatMap(cells -> cells.values().stream())
                .anyMatch(TableHeadings::opensTable);
        if (!hasTable) {
            // The converter will say so.
            return;
        }
        TableRows rows = new TableRows(sheet, problems);
        sheet.rows().forEach(rows::check);
        if (rows.characters > MOST_CHARACTERS) {
            problems.table(
                    "TABLE_TOO_LARGE",
                    "The rules of the table would be longer than " + MOST_CHARACTERS
                            + " characters; use fewer rows, or shorter code.");
        }
    }

    private void check(int row, SortedMap<Integer, Content> cells) {
        cells.forEach((column, content) -> {
            if (content.text().length() > LONGEST_CELL) {
                problems.cell(
                        "TABLE_TOO_LARGE", row, column, "holds more than " + LONGEST_CELL + " characters; shorten it.");
            }
        });
        Optional<Integer> opening = cells.entrySet().stream()
                .filter(cell -> TableHeadings.opensTable(cell.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (opening.isPresent()) {
            SortedMap<Integer, Content> below = sheet.rows().getOrDefault(row + 1, new TreeMap<>());
            table = new Table(row, below.tailMap(opening.get()));
            return;
        }
        if ((table == null || row != table.row + 1) && isHeading(row, cells)) {
            reportLost(row, cells);
            table = null;
        } else if (table != null && row >= table.row + HEAD) {
            rule(table, row, cells);
        }
    }

    private void reportLost(int row, SortedMap<Integer, Content> headings) {
        String meant = "; did you mean `RuleTable`? The rows below would not be rules.";
        for (Map.Entry<Integer, Content> above : above(row).entrySet()) {
            if (TableHeadings.isMisspelt(above.getValue().text())) {
                problems.cell(
                        TableProblems.CELL_ERROR,
                        row - 1,
                        above.getKey(),
                        "is `" + above.getValue().text() + "`" + meant);
                return;
            }
        }
        problems.cell(
                TableProblems.CELL_ERROR,
                row,
                headings.firstKey(),
                "begins a row of column headings, but no cell in the row above begins with `RuleTable`, so that the rows"
                        + " below would not be rules.");
    }

    private SortedMap<Integer, Content> above(int row) {
        return sheet.rows().getOrDefault(row - 1, new TreeMap<>());
    }

    private void rule(Table within, int row, SortedMap<Integer, Content> cells) {
        within.ended |= row > within.last + 1;
        within.last = row;
        List<Integer> filled =
                cells.keySet().stream().filter(within.columns::containsKey).toList();
        if (within.ended) {
            if (filled.size() > 1) {
                table = null;
                problems.cell(
                        TableProblems.CELL_ERROR,
                        row,
                        filled.get(0),
                        "stands below an empty row, where the table ends, so that this row would not be a rule; delete the"
                                + " empty row.");
            }
            return;
        }
        characters += FRAME;
        for (int column : filled) {
            cell(within, row, column, sheet.text(row, column));
        }
    }

    private void cell(Table within, int row, int column, String text) {
        String heading = sheet.text(within.row + 1, column);
        String code = sheet.text(within.row + 3, column);
        boolean isAction = heading.toUpperCase(Locale.ROOT).startsWith("A");
        boolean isCondition = heading.toUpperCase(Locale.ROOT).startsWith("C");
        List<String> values = values(text);
        long places = code.chars().filter(c -> c == '$').count();
        characters += code.length() + (places + 1) * text.length();
        if (code.contains("forall")) {
            characters += (long) code.length() * values.size();
            return;
        }
        if (!isAction && !isCondition) {
            return;
        }
        int taken = 0;
        for (Matcher numbered = NUMBERED.matcher(code); numbered.find(); ) {
            taken = Math.max(taken, Integer.parseInt(numbered.group(1)));
        }
        if (taken > 0 && taken != values.size()) {
            problems.cell(
                    TableProblems.CELL_ERROR,
                    row,
                    column,
                    "holds " + values.size() + " values, which commas separate, but its column's code takes " + taken
                            + ".");
        } else if (taken == 0 && isAction && COMMA_NUMBER.matcher(text).matches()) {
            problems.cell(
                    TableProblems.CELL_ERROR,
                    row,
                    column,
                    "holds `" + text + "`, and a comma separates values. "
                            + (text.matches("[0-9]+,[0-9]+")
                                    ? "In a decimal, write " + text.replace(',', '.') + "."
                                    : "Write the number without one, and with a point before its decimals."));
        }
    }

    /** What commas separate, outside quotes. */
    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (text.charAt(i) == ',' && !quoted) {
                values.add(text.substring(from, i));
                from = i + 1;
            }
        }
        values.add(text.substring(from));
        return values;
    }

    /** Whether a row says what columns are: in full words, or in letters below a cell that is almost {@code RuleTable}. */
    private boolean isHeading(int row, SortedMap<Integer, Content> cells) {
        boolean isMeant = above(row).values().stream().anyMatch(content -> TableHeadings.isMisspelt(content.text()));
        return holds(cells, "CONDITION", isMeant) && holds(cells, "ACTION", isMeant);
    }

    private static boolean holds(SortedMap<Integer, Content> cells, String heading, boolean orItsLetter) {
        return cells.values().stream()
                .map(Content::text)
                .anyMatch(text -> text.equalsIgnoreCase(heading)
                        || (orItsLetter
                                && ActionType.getTag2code().containsKey(text.toUpperCase(Locale.ROOT))
                                && heading.startsWith(text.toUpperCase(Locale.ROOT))));
    }
}
