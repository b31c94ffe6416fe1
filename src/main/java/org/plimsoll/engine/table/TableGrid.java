package org.plimsoll.engine.table;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.EngineLimits;

/**
 * The cells of a decision table's file as text, without asking what they mean: for reading a table beside another, also
 * one that makes no rules.
 *
 * @param rows text of each filled cell by row and column, both counted from one; a merged cell is in every cell it covers
 * @param diagnostics what could not be read
 */
public record TableGrid(SortedMap<Integer, SortedMap<Integer, String>> rows, List<Diagnostic> diagnostics) {
    public TableGrid {
        rows = Collections.unmodifiableSortedMap(rows);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether a path within a rule set's folder is that of a decision table. */
    public static boolean isTable(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".drl.csv") || lower.endsWith(".drl.xlsx");
    }

    /** Reads a table's file, comma-separated text or a workbook by its ending. */
    public static TableGrid read(String path, byte[] content, EngineLimits limits) {
        TableProblems problems = new TableProblems(path);
        TableSheet sheet = path.toLowerCase(Locale.ROOT).endsWith(".csv")
                ? CsvReader.read(text(content), limits, problems)
                : WorkbookReader.read(content, limits, problems);
        SortedMap<Integer, SortedMap<Integer, String>> rows = new TreeMap<>();
        sheet.rows().forEach((row, cells) -> {
            SortedMap<Integer, String> texts = new TreeMap<>();
            cells.forEach((column, cell) -> texts.put(column, cell.text()));
            rows.put(row, texts);
        });
        return new TableGrid(rows, problems.all());
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return plain.replace("\r\n", "\n").replace('\r', '\n');
    }
}
