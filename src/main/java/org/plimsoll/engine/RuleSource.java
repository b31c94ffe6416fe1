package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic.Severity;

/** The rules of one file as text: the file itself, or a decision table as DRL. Knows where in the file its text stands. */
public final class RuleSource {
    private final RuleText text;
    private final int[] lineStarts;

    private RuleSource(RuleText text) {
        this.text = text;
        this.lineStarts = starts(text.drl());
    }

    /**
     * The rule files of a rule set, in the order of paths; without those that cannot be read, which only the compiler
     * complains of, and without rules that are withdrawn.
     */
    public static List<RuleSource> of(RuleSetFiles files, Manifest manifest) {
        return new RuleSetIntake(EngineLimits.DEFAULT, new ArrayList<>())
                .ruleTexts(files, manifest).stream().map(RuleSource::new).toList();
    }

    /** Path within the rule set's folder. */
    public String file() {
        return text.file();
    }

    /** The text. */
    public String drl() {
        return text.drl();
    }

    /** Line of the file, or row of the table, in which the rule that begins at an offset of the text begins. */
    public int lineOfRule(int offset) {
        return text.places().of(line(offset), 1, null).line();
    }

    /** Something found at an offset of the text, at its place in the file: its line and column, or its cell. */
    public Diagnostic found(String code, Severity severity, String message, int offset, @Nullable String rule) {
        int line = line(offset);
        Diagnostic inText =
                new Diagnostic(code, severity, message, text.file(), line, offset - lineStarts[line - 1] + 1, rule);
        return text.places().inFile(inText, content(line));
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private String content(int line) {
        int end = line < lineStarts.length ? lineStarts[line] - 1 : text.drl().length();
        return text.drl().substring(lineStarts[line - 1], end);
    }

    private static int[] starts(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts.add(at + 1);
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
