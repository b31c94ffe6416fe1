package org.plimsoll.compare;

import java.util.ArrayList;
import java.util.List;

/** Two short texts line by line: lines that stayed, went and came, for reading. */
final class LineDifference {
    /** Beyond this many pairs of lines nothing is aligned: all that went is shown before all that came. */
    private static final int MOST_PAIRS = 1_000_000;

    private LineDifference() {}

    /** Lines that begin with {@code "  "}, {@code "- "} or {@code "+ "}. */
    static List<String> of(String before, String after) {
        List<String> olds = before.lines().map(String::stripTrailing).toList();
        List<String> news = after.lines().map(String::stripTrailing).toList();
        if ((long) olds.size() * news.size() > MOST_PAIRS) {
            List<String> all = new ArrayList<>();
            olds.forEach(line -> all.add("- " + line));
            news.forEach(line -> all.add("+ " + line));
            return all;
        }
        return aligned(olds, news, common(olds, news));
    }

    /** Length of the longest common part of what begins at each pair of lines. */
    private static int[][] common(List<String> olds, List<String> news) {
        int[][] common = new int[olds.size() + 1][news.size() + 1];
        for (int i = olds.size() - 1; i >= 0; i--) {
            for (int j = news.size() - 1; j >= 0; j--) {
                common[i][j] = olds.get(i).equals(news.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<String> aligned(List<String> olds, List<String> news, int[][] common) {
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < olds.size() || j < news.size()) {
            if (i < olds.size() && j < news.size() && olds.get(i).equals(news.get(j))) {
                lines.add("  " + olds.get(i));
                i++;
                j++;
            } else if (i < olds.size() && (j == news.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + olds.get(i));
                i++;
            } else {
                lines.add("+ " + news.get(j));
                j++;
            }
        }
        return lines;
    }
}
