package org.plimsoll.engine.gate;

import java.util.List;

/**
 * A file as the gate reads it.
 *
 * @param packageName package it declares
 * @param packageEnd offset after its package
 * @param statesDialect whether its dialect stands before its rules
 * @param imports what it imports; functions start with {@code static }
 * @param rules its rules
 */
public record ParsedFile(
        String packageName, int packageEnd, boolean statesDialect, List<String> imports, List<ParsedRule> rules) {

    /**
     * A rule.
     *
     * @param name its name
     * @param start offset of its {@code rule} keyword
     * @param end offset after its {@code end} keyword
     * @param conditions its condition
     * @param statements its consequence
     */
    public record ParsedRule(String name, int start, int end, List<Condition> conditions, List<Statement> statements) {}

    /**
     * The text of this file with the one dialect there is, in the line of the package, if it does not state it. Drools
     * would otherwise read its rules in the dialect of Java.
     */
    String withDialect(String text) {
        if (statesDialect) {
            return text;
        }
        String dialect = text.charAt(packageEnd - 1) == ';' ? " dialect \"mvel\"" : "; dialect \"mvel\"";
        return text.substring(0, packageEnd) + dialect + text.substring(packageEnd);
    }
}
