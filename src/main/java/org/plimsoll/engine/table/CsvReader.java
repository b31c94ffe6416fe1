package org.plimsoll.engine.table;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.EngineLimits;

/**
 * Reads a table from comma-separated text, one line a row, fields in double quotes where they hold a comma or a quote.
 * Cells that end in {@code ...} are one merged cell.
 */
final class CsvReader {
    private static final String MERGED = "...";

    private CsvReader() {}

    static TableSheet read(String text, EngineLimits limits, TableProblems problems) {
        TableSheet sheet = new TableSheet();
        String[] lines = text.split("\n", -1);
        if (lines.length > limits.tableRows() + 1) {
            problems.table(
                    "TABLE_TOO_LARGE",
                    "The table has " + lines.length + " rows; at most " + limits.tableRows() + " are taken.");
            return sheet;
        }
        for (int row = 1; row <= lines.length; row++) {
            List<String> cells = cells(lines[row - 1], row, problems);
            if (cells.size() > limits.tableColumns()) {
                problems.cell(
                        "TABLE_TOO_LARGE",
                        row,
                        limits.tableColumns() + 1,
                        "is beyond the last column that is taken, the " + limits.tableColumns() + "th.");
                return sheet;
            }
            put(sheet, row, cells);
        }
        return sheet;
    }

    private static void put(TableSheet sheet, int row, List<String> cells) {
        int mergedFrom = TableSheet.NOT_MERGED;
        for (int column = 1; column <= cells.size(); column++) {
            String cell = cells.get(column - 1);
            boolean merged = cell.strip().endsWith(MERGED);
            if (!merged) {
                mergedFrom = TableSheet.NOT_MERGED;
            } else if (mergedFrom == TableSheet.NOT_MERGED) {
                mergedFrom = column;
            }
            String text = merged ? cell.strip().substring(0, cell.strip().length() - MERGED.length()) : cell;
            if (!text.isBlank()) {
                sheet.put(row, column, text.strip(), mergedFrom);
            }
        }
    }

    private static List<String> cells(String line, int row, TableProblems problems) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean closed = false;
        boolean stray = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (quoted && c == '"') {
                quoted = false;
                closed = true;
            } else if (c == '"' && !closed && cell.toString().isBlank()) {
                quoted = true;
            } else if (c == ',' && !quoted) {
                add(cells, cell, stray, row, problems);
                cell = new StringBuilder();
                closed = false;
                stray = false;
            } else {
                stray |= !quoted && (c == '"' || (closed && !Character.isWhitespace(c)));
                cell.append(c);
            }
        }
        if (quoted) {
            problems.cell(TableProblems.CELL_ERROR, row, cells.size() + 1, "opens a quote and does not close it.");
        }
        add(cells, cell, stray, row, problems);
        return cells;
    }

    /** Spreadsheets disagree on what a quote in the middle of a cell means, so that a reviewer may see another text. */
    private static void add(List<String> cells, StringBuilder cell, boolean stray, int row, TableProblems problems) {
        cells.add(cell.toString());
        if (stray) {
            problems.cell(
                    TableProblems.CELL_ERROR,
                    row,
                    cells.size(),
                    "has a quote in the middle; put the whole cell in quotes, and write a quote within it twice.");
        }
    }
}
