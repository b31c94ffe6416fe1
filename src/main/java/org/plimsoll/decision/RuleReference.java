package org.plimsoll.decision;

/**
 * Where a rule stands.
 *
 * @param file path within the rule set's folder
 * @param line first line of the rule, or of its row in a decision table, counted from one
 * @param name name of the rule
 */
public record RuleReference(String file, int line, String name) implements Comparable<RuleReference> {
    @Override
    public int compareTo(RuleReference other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : name.compareTo(other.name);
    }
}
