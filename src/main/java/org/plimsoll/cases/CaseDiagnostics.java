package org.plimsoll.cases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.wire.Suggestions;

/** What is wrong with one case file, as it is found. */
final class CaseDiagnostics {
    private static final int MOST = 200;

    private final String file;
    private final List<Diagnostic> found = new ArrayList<>();

    CaseDiagnostics(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void error(String code, String message, int line, int column) {
        if (found.size() < MOST) {
            found.add(Diagnostic.error(code, message, file, line, column, null));
        }
    }

    void error(String code, String message, YamlNode at) {
        error(code, message, at.line(), at.column());
    }

    void wrongType(String expected, YamlNode at) {
        error("CASE_WRONG_TYPE", "Expected " + expected + ", found " + at.kind() + ".", at);
    }

    void unknownKey(YamlNode.Scalar key, Collection<String> known) {
        String hint = Suggestions.hint(key.text(), known);
        error("CASE_UNKNOWN_FIELD", "There is no field '" + shortened(key.text()) + "' here." + hint, key);
    }

    /** Whether so much is wrong that nothing more is noted. */
    boolean isFull() {
        return found.size() >= MOST;
    }

    int count() {
        return found.size();
    }

    List<Diagnostic> sorted() {
        return found.stream().sorted().distinct().toList();
    }

    static String shortened(String text) {
        int most = 60;
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }
}
