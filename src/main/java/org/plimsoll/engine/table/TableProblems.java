package org.plimsoll.engine.table;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.Diagnostic;

/** Collects what is wrong with one table. */
final class TableProblems {
    static final String CELL_ERROR = "TABLE_CELL_ERROR";
    private static final int MOST = 200;

    private final String file;
    private final List<Diagnostic> found = new ArrayList<>();

    TableProblems(String file) {
        this.file = file;
    }

    /** Something wrong with a cell; the message begins with the cell's name. */
    void cell(String code, int row, int column, String message) {
        String name = new DecisionTable.Cell(row, column).name();
        add(Diagnostic.error(code, "Cell " + name + " " + message, file, row, column, null));
    }

    /** Something to look at in a cell that does not stop the table. */
    void cellWarning(String code, int row, int column, String message) {
        String name = new DecisionTable.Cell(row, column).name();
        add(new Diagnostic(code, Diagnostic.Severity.WARNING, "Cell " + name + " " + message, file, row, column, null));
    }

    /** Something wrong with the table as a whole. */
    void table(String code, String message) {
        add(Diagnostic.error(code, message, file, 1, 1, null));
    }

    private void add(Diagnostic problem) {
        boolean isError = problem.severity() == Diagnostic.Severity.ERROR;
        if (!isFull() || (isError && !hasErrors())) {
            found.add(problem);
        }
    }

    /** Whether more would not be told. */
    boolean isFull() {
        return found.size() >= MOST;
    }

    boolean hasErrors() {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    List<Diagnostic> all() {
        return found;
    }
}
