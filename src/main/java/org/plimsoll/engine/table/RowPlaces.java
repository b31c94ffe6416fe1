package org.plimsoll.engine.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.template.model.SnippetBuilder;
import org.plimsoll.engine.table.DecisionTable.Cell;
import org.plimsoll.engine.table.DecisionTable.Spot;
import org.plimsoll.engine.table.TableSheet.Content;

/**
 * From a place in a row's rule to the row's cell. The converter leaves no trace of which cell a word comes from, so each
 * column's code is filled in once more and looked for in the line; and what an empty cell would have said is not in the
 * rule at all, although it is what the author has to mend.
 */
final class RowPlaces {
    private static final Pattern WORD = Pattern.compile("[$\\w]+");
    /** Lines that come from no cell's code. */
    private static final Pattern FRAME = Pattern.compile("\\s*(rule .*|when|then|end)\\s*");

    private static final Pattern INSERT = Pattern.compile("\\binsert\\b");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?[0-9]+,[0-9]+");
    private static final int LONGEST_QUOTE = 40;

    private final List<Column> columns = new ArrayList<>();
    private final int row;
    private final int heading;

    /**
     * A column of the table, in this row.
     *
     * @param number counted from one
     * @param role what its heading makes of it, such as {@code A}
     * @param pattern the pattern its code is a constraint of; empty when it is none
     * @param code its code, to be filled in
     * @param label what it is called; empty when it has no name
     * @param text the row's cell; empty when it is empty or missing
     */
    private record Column(int number, char role, String pattern, String code, String label, String text) {
        boolean isEmptyAction() {
            return role == 'A' && text.isEmpty() && !code.isEmpty();
        }

        boolean gives(Pattern meaning) {
            return meaning.matcher(code).find() || meaning.matcher(pattern).find();
        }
    }

    private RowPlaces(int row, int heading) {
        this.row = row;
        this.heading = heading;
    }

    /** The cells of a row of rules; none when no table begins above it. */
    static RowPlaces of(TableSheet sheet, int row) {
        int heading = TableHeadings.rowAbove(sheet, row);
        RowPlaces places = new RowPlaces(row, heading);
        if (heading == 0) {
            return places;
        }
        SortedMap<Integer, Content> none = new TreeMap<>();
        sheet.rows()
                .getOrDefault(heading, none)
                .forEach((column, content) -> places.columns.add(new Column(
                        column,
                        content.text().toUpperCase(Locale.ROOT).charAt(0),
                        sheet.text(heading + 1, column),
                        sheet.text(heading + 2, column),
                        sheet.text(heading + 3, column),
                        sheet.text(row, column))));
        return places;
    }

    /** The cell to look at for an error in a line of the row's rule, by column of that line counted from one. */
    Spot spot(String line, int column) {
        Optional<Column> missing = missing(line, column);
        if (missing.isPresent()) {
            return new Spot(new Cell(row, missing.get().number), name(missing.get()) + " is empty or missing", "");
        }
        String token = token(line, column);
        Optional<Column> holding = holding(line, column - 1).or(() -> withPattern(token));
        String hint = hint(holding);
        return holding.map(found -> new Spot(new Cell(row, found.number), name(found) + origin(found, token), hint))
                .orElse(new Spot(new Cell(row, 0), "", hint));
    }

    /** The empty cell that would have given the word its meaning, or the rule its outcome. */
    private Optional<Column> missing(String line, int column) {
        if (FRAME.matcher(line).matches()) {
            boolean conditioned = columns.stream().anyMatch(found -> found.role == 'C' && !found.text.isEmpty());
            Optional<Column> condition =
                    columns.stream().filter(found -> found.role == 'C').findFirst();
            return conditioned || condition.isEmpty() ? given(INSERT) : condition;
        }
        String token = token(line, column);
        return WORD.matcher(token).matches()
                ? given(Pattern.compile("(?<![\\w$.])" + Pattern.quote(token) + "\\s*(:|=(?!=))"))
                : Optional.empty();
    }

    /** The word at a column counted from one, or the single character; empty beyond the line's end. */
    private static String token(String line, int column) {
        Matcher words = WORD.matcher(line);
        while (words.find()) {
            if (words.start() < column && column <= words.end()) {
                return words.group();
            }
        }
        return column < 1 || column > line.length() ? "" : line.substring(column - 1, column);
    }

    /** The first cell that is filled into a pattern with this word: the pattern itself is no column's code. */
    private Optional<Column> withPattern(String token) {
        return columns.stream()
                .filter(column -> !column.text.isEmpty() && WORD.matcher(token).matches())
                .filter(column -> column.pattern.contains(token))
                .findFirst();
    }

    /** Where the word comes from when it is not the row's cell but what the cell is filled into. */
    private String origin(Column column, String token) {
        if (column.text.contains(token) || !WORD.matcher(token).matches()) {
            return "";
        } else if (column.code.contains(token)) {
            return ", in the code of " + new Cell(heading + 2, column.number).name();
        } else {
            return column.pattern.contains(token)
                    ? ", in the pattern of " + new Cell(heading + 1, column.number).name()
                    : "";
        }
    }

    /** The column that gives something only when it is filled, if it is not and no other gives it either. */
    private Optional<Column> given(Pattern meaning) {
        boolean filled = columns.stream().anyMatch(column -> !column.text.isEmpty() && column.gives(meaning));
        return filled
                ? Optional.empty()
                : columns.stream()
                        .filter(column -> column.text.isEmpty() && column.gives(meaning))
                        .findFirst();
    }

    private Optional<Column> holding(String line, int offset) {
        if (line.startsWith("rule ")) {
            return columns.stream()
                    .filter(column -> column.role == 'N' && !column.text.isEmpty())
                    .findFirst();
        }
        Optional<Column> byCode = columns.stream()
                .filter(column -> !column.code.isEmpty() && !column.text.isEmpty())
                .filter(column -> covers(line, filled(column), offset))
                .findFirst();
        return byCode.isPresent()
                ? byCode
                : columns.stream()
                        .filter(column -> !column.text.isEmpty() && covers(line, column.text, offset))
                        .max(Comparator.comparingInt(column -> column.text.length()));
    }

    private static String filled(Column column) {
        try {
            return new SnippetBuilder(column.code).build(column.text).strip();
        } catch (RuntimeException e) {
            // Code the converter has taken in another way; then the cell's own text must do.
            return column.text;
        }
    }

    /** Whether a part of the line that reads so includes the offset, or a quote around it does. */
    private static boolean covers(String line, String part, int offset) {
        if (part.isEmpty()) {
            return false;
        }
        for (int at = line.indexOf(part); at >= 0; at = line.indexOf(part, at + 1)) {
            if (at - 1 <= offset && offset <= at + part.length()) {
                return true;
            }
        }
        return false;
    }

    private String hint(Optional<Column> holding) {
        StringBuilder hint = new StringBuilder();
        holding.filter(column -> DECIMAL_COMMA.matcher(column.text).matches())
                .filter(column -> !column.code.contains("forall"))
                .ifPresent(column -> hint.append(" In a decimal, write ")
                        .append(column.text.replace(',', '.'))
                        .append('.'));
        columns.stream()
                .filter(Column::isEmptyAction)
                .forEach(column -> hint.append(" Cell ").append(name(column)).append(" is empty or missing."));
        return hint.toString();
    }

    private String name(Column column) {
        String cell = new Cell(row, column.number).name();
        if (!column.text.isEmpty()) {
            return cell + " (\"" + shortened(column.text) + "\")";
        }
        String label = column.label.isEmpty() ? column.code : column.label;
        return cell + ", under \"" + shortened(label) + "\",";
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    }
}
