package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;

/** What is found in a file, with its place. */
final class Findings {
    private static final int MOST = 200;
    private static final int LONGEST_DETAIL = 500;

    private final String file;
    private final int[] lineStarts;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private @Nullable String rule;

    Findings(String file, String source) {
        this.file = file;
        int[] starts = new int[1 + (int) source.chars().filter(c -> c == '\n').count()];
        int line = 1;
        for (int i = 0; i < source.length(); i++) {
            if (source.charAt(i) == '\n') {
                starts[line++] = i + 1;
            }
        }
        this.lineStarts = starts;
    }

    /** The rule that findings stand in from now on; null outside any. */
    void in(@Nullable String name) {
        rule = name;
    }

    /**
     * Refuses something: what it is, and, from the code, what to write instead.
     *
     * @throws CancellationException when nobody waits any more; looking for what an author may have meant takes time
     */
    void add(GateCode code, int offset, String detail) {
        mustStillBeWaitedFor();
        put(code, offset, detail);
    }

    /** The same, whether anyone waits or not. */
    void put(GateCode code, int offset, String detail) {
        if (!isFull()) {
            int line = line(offset);
            int column = offset - lineStarts[line - 1] + 1;
            String told = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "..." : detail;
            Diagnostic found = Diagnostic.error(code.name(), told + " " + code.instead(), file, line, column, rule);
            if (!diagnostics.contains(found)) {
                diagnostics.add(found);
            }
        }
    }

    /** Ends the reading of a file that took too long for whoever asked. */
    static void mustStillBeWaitedFor() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for this file any more");
        }
    }

    /** For what is found in another form of the same file, in which every line is where it was. */
    Findings ofForm(String form) {
        return new Findings(file, form);
    }

    /** Takes over what was found in another form of the file. */
    void addAll(Findings ofForm) {
        diagnostics.addAll(ofForm.diagnostics);
    }

    void add(Refused refused) {
        add(refused.code, refused.offset, refused.detail);
    }

    boolean has(GateCode code) {
        return diagnostics.stream().anyMatch(found -> found.code().equals(code.name()));
    }

    int size() {
        return diagnostics.size();
    }

    /** Whether more would not be told. */
    boolean isFull() {
        return diagnostics.size() >= MOST;
    }

    boolean isEmpty() {
        return diagnostics.isEmpty();
    }

    /** Line of a character, counted from one. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** First character of a line, counted from one; of the last one when there are fewer. */
    int start(int line) {
        return lineStarts[Math.min(Math.max(line, 1), lineStarts.length) - 1];
    }

    List<Diagnostic> sorted() {
        return diagnostics.stream().sorted().toList();
    }
}
