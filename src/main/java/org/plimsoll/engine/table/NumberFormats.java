package org.plimsoll.engine.table;

import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;

/** What a cell's format shows of its number. */
final class NumberFormats {
    /** Texts in quotes, characters that stand for themselves, spaces as wide as a character, colours and conditions. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]");

    private static final Pattern DIGIT = Pattern.compile("[0#?@]|general", Pattern.CASE_INSENSITIVE);

    private NumberFormats() {}

    /** Whether the format has no place for a digit of a number of that sign. */
    static boolean hides(Cell cell, int sign) {
        String format = cell.getCellStyle().getDataFormatString();
        if (format == null || format.isBlank()) {
            return false;
        }
        String[] sections = LITERAL.matcher(format).replaceAll("").split(";", -1);
        int section = sign > 0 ? 0 : sign < 0 ? 1 : 2;
        String applies = section < sections.length ? sections[section] : sections[0];
        return !DIGIT.matcher(applies).find();
    }
}
