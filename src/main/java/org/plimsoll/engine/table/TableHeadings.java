package org.plimsoll.engine.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.drools.decisiontable.parser.ActionType;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.engine.table.TableSheet.Content;

/**
 * Checks the row below each {@code RuleTable} cell, which says what each column is. The converter takes any word by its
 * first letter, {@code ZWECK} for the {@code Z} of {@code DATE-EXPIRES}, and then complains of some other cell, if at all.
 */
final class TableHeadings {
    private static final String RULE_TABLE = "ruletable";
    private static final List<String> USUAL = List.of("CONDITION", "ACTION", "NAME", "DESCRIPTION", "METADATA");

    private TableHeadings() {}

    static void check(TableSheet sheet, TableProblems problems) {
        sheet.rows().forEach((row, cells) -> {
            for (Map.Entry<Integer, Content> cell : cells.entrySet()) {
                if (opensTable(cell.getValue())) {
                    checkRow(sheet, row + 1, cell.getKey(), problems);
                    return;
                }
            }
        });
    }

    /** The row of column headings of the table that a row belongs to; zero when there is none above it. */
    static int rowAbove(TableSheet sheet, int row) {
        int found = 0;
        for (Map.Entry<Integer, SortedMap<Integer, Content>> above :
                sheet.rows().headMap(row).entrySet()) {
            if (above.getValue().values().stream().anyMatch(TableHeadings::opensTable)) {
                found = above.getKey() + 1;
            }
        }
        return found;
    }

    /** Says that a sheet has no table, at the cell that was most likely meant to begin one. */
    static void reportNone(TableSheet sheet, TableProblems problems) {
        for (Map.Entry<Integer, SortedMap<Integer, Content>> row : sheet.rows().entrySet()) {
            for (Map.Entry<Integer, Content> cell : row.getValue().entrySet()) {
                if (isMisspelt(cell.getValue().text())) {
                    problems.cell(
                            "TABLE_EMPTY",
                            row.getKey(),
                            cell.getKey(),
                            "is `" + cell.getValue().text() + "`, and no cell of the sheet begins with `RuleTable`, so"
                                    + " that it has no rules; did you mean `RuleTable`?");
                    return;
                }
            }
        }
        problems.table("TABLE_EMPTY", "The sheet has no cell that begins with `RuleTable`, and so no rules.");
    }

    /** Whether a text is almost {@code RuleTable}. */
    static boolean isMisspelt(String text) {
        String[] words = text.split("\\s+", 3);
        return Vocabulary.nearest(words[0], List.of(RULE_TABLE)).isPresent()
                || (words.length > 1
                        && Vocabulary.nearest(words[0] + words[1], List.of(RULE_TABLE))
                                .isPresent());
    }

    private static void checkRow(TableSheet sheet, int row, int firstColumn, TableProblems problems) {
        SortedMap<Integer, Content> headings = sheet.rows().get(row);
        if (headings == null) {
            problems.cell(
                    TableProblems.CELL_ERROR,
                    row,
                    firstColumn,
                    "is empty; the row below `RuleTable` says what each column is: " + String.join(", ", USUAL) + ".");
            return;
        }
        headings.tailMap(firstColumn).forEach((column, content) -> {
            String heading = content.text().toUpperCase(Locale.ROOT);
            if (!ActionType.getTag2code().containsKey(heading) && !opensTable(content)) {
                problems.cell(
                        TableProblems.CELL_ERROR,
                        row,
                        column,
                        "is not understood: `" + content.text() + "` is not what a column can be, which is "
                                + String.join(", ", USUAL) + Vocabulary.didYouMean(heading, USUAL));
            }
        });
    }

    /** Whether a cell begins a table. */
    static boolean opensTable(Content content) {
        String text = content.text().toLowerCase(Locale.ROOT);
        return text.equals(RULE_TABLE) || text.startsWith(RULE_TABLE + " ");
    }
}
