package org.plimsoll.wire;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The word that was probably meant. */
public final class Suggestions {
    private static final int LONGEST_WORD = 64;

    private static final Pattern WITH_THOUSANDS_MARKS = Pattern.compile("-?[0-9]{1,3}([,'_ ][0-9]{3})+(\\.[0-9]+)?");

    /** What is left behind the mark where a comma ends a value, as in YAML. */
    private static final Pattern THOUSANDS = Pattern.compile("[0-9]{3}(\\.[0-9]+)?");

    private Suggestions() {}

    /**
     * The known word nearest to one that is not known, by insertions, deletions, replacements and swaps of neighbours,
     * ignoring case; null when none is near. The first of several equally near ones in the order given.
     */
    public static @Nullable String nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST_WORD) {
            return null;
        }
        String sought = word.toLowerCase(Locale.ROOT);
        int best = Math.max(1, word.length() / 3) + 1;
        String nearest = null;
        for (String candidate : known) {
            int distance = distance(sought, candidate.toLowerCase(Locale.ROOT), best);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** A sentence that writes a number without the marks between its thousands; empty when it has none. */
    public static String withoutThousandsMarks(String text) {
        return text.length() <= LONGEST_WORD
                        && WITH_THOUSANDS_MARKS.matcher(text).matches()
                ? " Numbers have no thousands marks: write " + text.replaceAll("[,'_ ]", "") + "."
                : "";
    }

    /** A sentence that offers the nearest known word, or lists the known ones when they are few; may be empty. */
    public static String hint(String word, Collection<String> known) {
        if (THOUSANDS.matcher(word).matches()) {
            return " If it is the end of a number such as 12,000: numbers have no thousands marks.";
        }
        String nearest = nearest(word, known);
        if (nearest != null) {
            return " Did you mean '" + nearest + "'?";
        }
        return known.size() <= LONGEST_WORD / 2 ? " Known: " + String.join(", ", known) + "." : "";
    }

    private static int distance(String from, String to, int enough) {
        if (Math.abs(from.length() - to.length()) >= enough) {
            return enough;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            last[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1;
                int cost = Math.min(Math.min(last[column], row[column - 1]) + 1, last[column - 1] + replaced);
                if (line > 1
                        && column > 1
                        && from.charAt(line - 1) == to.charAt(column - 2)
                        && from.charAt(line - 2) == to.charAt(column - 1)) {
                    cost = Math.min(cost, beforeLast[column - 2] + 1);
                }
                row[column] = cost;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[to.length()];
    }
}
