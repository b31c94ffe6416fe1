package org.plimsoll.engine.gate;

import java.util.ArrayList;
import java.util.Optional;

/** Reads what the gate has admitted, for those who look at rules without compiling them. */
public final class RuleReader {
    private RuleReader() {}

    /**
     * The rules of a file.
     *
     * @param file path within the rule set's folder
     * @param drl its text
     * @return what it says, by offset in the text
     * @throws IllegalArgumentException when the gate would refuse the text already for its syntax
     */
    public static ParsedFile read(String file, String drl) {
        Findings findings = new Findings(file, drl);
        return parsed(drl, findings)
                .orElseThrow(() -> new IllegalArgumentException("not admitted: " + findings.sorted()));
    }

    /** The rules of a file; empty when the gate would refuse the text already for its syntax. */
    public static Optional<ParsedFile> ifAdmitted(String file, String drl) {
        return parsed(drl, new Findings(file, drl));
    }

    private static Optional<ParsedFile> parsed(String drl, Findings findings) {
        try {
            ParsedFile parsed = FileParser.parse(Scanner.scan(drl).tokens(), findings, new ArrayList<>());
            return findings.isEmpty() ? Optional.of(parsed) : Optional.empty();
        } catch (Refused refused) {
            findings.add(refused);
            return Optional.empty();
        }
    }

    /** How an expression is written, fully bracketed and without regard to spaces. */
    public static String written(Node node) {
        return OwnReading.node(node);
    }

    /**
     * The text with every comment as spaces, each other character where it was.
     *
     * @throws IllegalArgumentException when the gate would refuse the text already for its characters
     */
    public static String withoutComments(String drl) {
        try {
            return Scanner.scan(drl).text();
        } catch (Refused refused) {
            throw new IllegalArgumentException("not admitted", refused);
        }
    }
}
