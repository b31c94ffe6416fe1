package org.plimsoll.engine.table;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;

/**
 * A decision table as DRL.
 *
 * @param drl the text; empty when the table cannot be read
 * @param rowByLine row of the table, counted from one, by the first line of its rule in the text
 * @param sheet the cells
 * @param diagnostics what is wrong with it
 */
public record DecisionTable(
        String drl, NavigableMap<Integer, Integer> rowByLine, TableSheet sheet, List<Diagnostic> diagnostics) {
    /** A table that is no text; whoever found out has said so. */
    public static final DecisionTable UNREADABLE = failed(List.of());

    public DecisionTable {
        diagnostics = List.copyOf(diagnostics);
    }

    static DecisionTable failed(List<Diagnostic> diagnostics) {
        return new DecisionTable("", new TreeMap<>(), new TableSheet(), diagnostics);
    }

    /**
     * A cell.
     *
     * @param row row counted from one
     * @param column column counted from one
     */
    public record Cell(int row, int column) {
        /** As a spreadsheet names it, such as {@code D14}. */
        public String name() {
            StringBuilder letters = new StringBuilder();
            for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
                letters.insert(0, (char) ('A' + (rest - 1) % 26));
            }
            return letters.toString() + row;
        }
    }

    /**
     * A cell, and what to say of it.
     *
     * @param cell the cell; column zero when none can be named
     * @param name its name and content for a message; empty when none can be named
     * @param hint sentences that say more, each with a space before it; empty when there is no more to say
     */
    public record Spot(Cell cell, String name, String hint) {}

    /**
     * The cell that an error in the text comes from, when only its place is known.
     *
     * @param line line in the text
     * @param column column in the text
     * @param content what the line says
     */
    public Spot spotOf(int line, int column, String content) {
        var rule = rowByLine.floorEntry(line);
        return rule == null
                ? new Spot(new Cell(1, 0), "", "")
                : RowPlaces.of(sheet, rule.getValue()).spot(content, column);
    }

    /**
     * The cell that a place in the text comes from.
     *
     * @param line line in the text
     * @param word what is wrong there; null when it is not known
     * @return the cell of the rule's row that holds the word, or stands under a heading that does; column zero when no
     *     cell can be named
     */
    public Cell placeOf(int line, @Nullable String word) {
        var rule = rowByLine.floorEntry(line);
        if (rule == null) {
            return new Cell(1, 0);
        }
        int row = rule.getValue();
        if (word == null || word.isBlank()) {
            return new Cell(row, 0);
        }
        int column = sheet.columnHolding(row, word);
        for (int above = row - 1; column == 0 && above > 0; above--) {
            column = sheet.columnHolding(above, word);
        }
        return new Cell(row, column);
    }
}
