package org.plimsoll.engine.table;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.Diagnostic;

/** Collects what is wrong with one table. */
final class TableProblems {
    static final String CELL_ERROR = "TABLE_CELL_ERROR";

    private final String file;
    private final List<Diagnostic> found = new ArrayList<>();

    TableProblems(String file) {
        this.file = file;
    }

    /** Something wrong with a cell; the message begins with the cell's name. */
    void cell(String code, int row, int column, String message) {
        String name = new DecisionTable.Cell(row, column).name();
        found.add(Diagnostic.error(code, "Cell " + name + " " + message, file, row, column, null));
    }

    /** Something to look at in a cell that does not stop the table. */
    void cellWarning(String code, int row, int column, String message) {
        String name = new DecisionTable.Cell(row, column).name();
        found.add(new Diagnostic(
                code, Diagnostic.Severity.WARNING, "Cell " + name + " " + message, file, row, column, null));
    }

    /** Something wrong with the table as a whole. */
    void table(String code, String message) {
        found.add(Diagnostic.error(code, message, file, 1, 1, null));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    List<Diagnostic> all() {
        return found;
    }
}
