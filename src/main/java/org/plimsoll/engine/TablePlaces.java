package org.plimsoll.engine;

import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.table.DecisionTable;

/**
 * From a place in a decision table's DRL to the cell it comes from.
 *
 * @param table the table
 */
record TablePlaces(DecisionTable table) implements RuleText.Places {
    @Override
    public RuleText.Place of(int line, int column, @Nullable String word) {
        DecisionTable.Cell cell = table.placeOf(line, word);
        return cell.column() == 0
                ? new RuleText.Place(cell.row(), 1, "")
                : new RuleText.Place(cell.row(), cell.column(), cell.name());
    }

    @Override
    public Diagnostic inFile(Diagnostic found, String lineContent) {
        DecisionTable.Spot spot = table.spotOf(found.line(), found.column(), lineContent);
        String cell = spot.name().isEmpty() ? "" : "Cell " + spot.name() + ": ";
        return new Diagnostic(
                found.code(),
                found.severity(),
                cell + found.message() + spot.hint(),
                found.file(),
                spot.cell().row(),
                Math.max(1, spot.cell().column()),
                found.rule());
    }
}
