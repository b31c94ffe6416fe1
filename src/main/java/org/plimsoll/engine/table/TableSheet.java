package org.plimsoll.engine.table;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The cells of a sheet as text, by row and column counted from one. Filled once, then only read. */
public final class TableSheet {
    /** Where a cell is not part of a merged one. */
    static final int NOT_MERGED = 0;

    private final SortedMap<Integer, SortedMap<Integer, Content>> rows = new TreeMap<>();

    /**
     * A cell's content.
     *
     * @param text as the rules see it
     * @param mergedFrom first column of the merged cell it is part of; {@link #NOT_MERGED} when it is none
     */
    record Content(String text, int mergedFrom) {}

    void put(int row, int column, String text, int mergedFrom) {
        rows.computeIfAbsent(row, number -> new TreeMap<>()).put(column, new Content(text, mergedFrom));
    }

    SortedMap<Integer, SortedMap<Integer, Content>> rows() {
        return rows;
    }

    /** Text of a cell; empty when there is none. */
    String text(int row, int column) {
        SortedMap<Integer, Content> cells = rows.get(row);
        Content content = cells == null ? null : cells.get(column);
        return content == null ? "" : content.text();
    }

    /** Column of the first cell of a row that is a word or contains it as a whole word; zero when none does. */
    int columnHolding(int row, String word) {
        SortedMap<Integer, Content> cells = rows.getOrDefault(row, new TreeMap<>());
        String bare = word.replaceAll("^\"|\"$", "").replaceAll("(?<=[0-9])B$", "");
        Pattern whole = Pattern.compile("(?<![\\w$.])" + Pattern.quote(bare) + "(?![\\w$])");
        int holding = 0;
        for (Map.Entry<Integer, Content> cell : cells.entrySet()) {
            String text = cell.getValue().text().strip();
            if (text.equals(bare) || text.equals(word)) {
                return cell.getKey();
            }
            if (holding == 0 && !bare.isBlank() && whole.matcher(text).find()) {
                holding = cell.getKey();
            }
        }
        return holding;
    }
}
