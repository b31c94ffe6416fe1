package org.plimsoll.engine.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Sees to it that the rows and cells of a sheet follow each other: of two cells in one place, programs show either. */
final class CellOrder {
    private static final Pattern ROW = Pattern.compile("[1-9][0-9]{0,6}");
    private static final Pattern CELL = Pattern.compile("([A-Z]{1,3})([1-9][0-9]{0,6})");

    private int row;
    private int column;

    /** Whether an element, at whose beginning the reader stands, is in its place. */
    boolean accepts(XMLStreamReader element) {
        return switch (element.getLocalName()) {
            case "row" -> acceptsRow(element.getAttributeValue(null, "r"));
            case "c" -> acceptsCell(element.getAttributeValue(null, "r"));
            default -> true;
        };
    }

    private boolean acceptsRow(@Nullable String stated) {
        column = 0;
        if (stated == null) {
            row++;
            return true;
        }
        int before = row;
        row = ROW.matcher(stated).matches() ? Integer.parseInt(stated) : 0;
        return row > before;
    }

    private boolean acceptsCell(@Nullable String stated) {
        if (stated == null) {
            column++;
            return true;
        }
        Matcher cell = CELL.matcher(stated);
        if (!cell.matches() || Integer.parseInt(cell.group(2)) != row) {
            return false;
        }
        int before = column;
        column = 0;
        for (char letter : cell.group(1).toCharArray()) {
            column = column * 26 + (letter - 'A' + 1);
        }
        return column > before;
    }
}
