package org.plimsoll.engine.table;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.model.Rule;
import org.drools.template.parser.DataListener;
import org.drools.template.parser.DecisionTableParseException;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.gate.RuleGate;
import org.plimsoll.engine.gate.RuleSpan;
import org.plimsoll.engine.table.TableSheet.Content;

/**
 * Turns decision tables into DRL. A table without a {@code RuleSet} cell belongs to the rule set's package; the
 * vocabulary is imported for every table.
 */
public final class DecisionTables {
    private static final String PRELUDE =
            " import org.plimsoll.policy.*; import static org.plimsoll.policy.Functions.*;";
    private static final String DIALECT = " dialect \"mvel\"";
    private static final Pattern DIALECT_STATED = Pattern.compile("(?m)^dialect ");
    private static final Pattern CELL = Pattern.compile("\\b([A-Z]{1,3})([0-9]{1,7})\\b");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private DecisionTables() {}

    /** Reads a table from comma-separated text. */
    public static DecisionTable readCsv(String file, String text, EngineLimits limits, String packageName) {
        TableProblems problems = new TableProblems(file);
        return convert(CsvReader.read(text, limits, problems), problems, packageName);
    }

    /** Reads a table from the first sheet of a workbook. */
    public static DecisionTable readWorkbook(String file, byte[] bytes, EngineLimits limits, String packageName) {
        TableProblems problems = new TableProblems(file);
        return convert(WorkbookReader.read(bytes, limits, problems), problems, packageName);
    }

    private static DecisionTable convert(TableSheet sheet, TableProblems problems, String packageName) {
        checkTexts(sheet, problems);
        TableHeadings.check(sheet, problems);
        TableRows.check(sheet, problems);
        if (problems.hasErrors()) {
            return DecisionTable.failed(problems.all());
        }
        DefaultRuleSheetListener listener = new DefaultRuleSheetListener(true, true);
        String drl;
        List<Rule> rules;
        try {
            feed(sheet, listener);
            rules = listener.getRuleSet().getRules();
            drl = new SpreadsheetCompiler().listenerToString(listener);
        } catch (DecisionTableParseException | IllegalArgumentException | IndexOutOfBoundsException e) {
            report(e, sheet, problems);
            return DecisionTable.failed(problems.all());
        }
        boolean named = listener.getProperties().getSingleProperty(DefaultRuleSheetListener.RULESET_TAG) != null;
        String complete = withPrelude(drl.replace("\r", ""), named ? null : packageName);
        return new DecisionTable(complete, rowByLine(complete, rules, problems), sheet, problems.all());
    }

    private static void checkTexts(TableSheet sheet, TableProblems problems) {
        sheet.rows()
                .forEach((row, cells) -> cells.forEach((column, content) -> {
                    if (content.text().contains("@{")) {
                        problems.cell("TABLE_TEMPLATE", row, column, "holds a template expression; write its result.");
                    } else if (CONTROL.matcher(content.text()).find()) {
                        problems.cell(
                                TableProblems.CELL_ERROR,
                                row,
                                column,
                                "holds a line break or a control character; write one line.");
                    }
                }));
        if (sheet.rows().isEmpty() && !problems.hasErrors()) {
            problems.table("TABLE_EMPTY", "The table is empty.");
        }
    }

    private static void feed(TableSheet sheet, DefaultRuleSheetListener listener) {
        listener.startSheet("table");
        for (Map.Entry<Integer, SortedMap<Integer, Content>> row : sheet.rows().entrySet()) {
            listener.newRow(row.getKey() - 1, row.getValue().lastKey());
            row.getValue()
                    .forEach((column, content) -> listener.newCell(
                            row.getKey() - 1,
                            column - 1,
                            content.text(),
                            content.mergedFrom() == TableSheet.NOT_MERGED
                                    ? DataListener.NON_MERGED
                                    : content.mergedFrom() - 1));
        }
        listener.finishSheet();
    }

    /** What the converter complains of, at the cell it names. */
    private static void report(RuntimeException complaint, TableSheet sheet, TableProblems problems) {
        String message = String.valueOf(complaint.getMessage());
        Matcher cell = CELL.matcher(message);
        if (message.startsWith("No RuleTable")) {
            TableHeadings.reportNone(sheet, problems);
        } else if (cell.find()) {
            int column = 0;
            for (char letter : cell.group(1).toCharArray()) {
                column = column * 26 + (letter - 'A' + 1);
            }
            problems.cell(
                    TableProblems.CELL_ERROR, Integer.parseInt(cell.group(2)), column, "is not understood: " + message);
        } else {
            problems.table(TableProblems.CELL_ERROR, "The table is not understood: " + message);
        }
    }

    private static String withPrelude(String drl, @org.jspecify.annotations.Nullable String packageName) {
        int firstLine = drl.indexOf('\n');
        String head = packageName == null ? drl.substring(0, firstLine) : "package " + packageName + ";";
        String dialect = DIALECT_STATED.matcher(drl).find() ? "" : DIALECT;
        return head + PRELUDE + dialect + drl.substring(firstLine);
    }

    /**
     * First line of each rule in the text, with its row in the table. A cell that makes more or fewer rules than its row
     * is refused: nobody would find its rule. Drools does not see the text before the gate has admitted it.
     */
    private static NavigableMap<Integer, Integer> rowByLine(String drl, List<Rule> rules, TableProblems problems) {
        Optional<List<RuleSpan>> outline = RuleGate.outline(drl);
        if (outline.isEmpty()) {
            return rowByComment(drl);
        }
        NavigableMap<Integer, Integer> rows = new TreeMap<>();
        List<RuleSpan> read = outline.get();
        if (read.size() != rules.size()) {
            problems.table(TableProblems.CELL_ERROR, "A cell of the table closes its rule and opens another.");
            return rows;
        }
        for (int i = 0; i < read.size(); i++) {
            rows.put(read.get(i).firstLine(), rules.get(i).getSpreadsheetRowNumber());
        }
        return rows;
    }

    /** The same for text that does not parse, by the comments the converter writes. */
    private static NavigableMap<Integer, Integer> rowByComment(String drl) {
        NavigableMap<Integer, Integer> rows = new TreeMap<>();
        String[] lines = drl.split("\n", -1);
        Pattern comment = Pattern.compile("^// *rule values at [A-Z]+([0-9]+), header at ");
        for (int i = 0; i < lines.length; i++) {
            Matcher matcher = comment.matcher(lines[i]);
            if (matcher.find()) {
                rows.put(i + 1, Integer.parseInt(matcher.group(1)));
            }
        }
        return rows;
    }
}
