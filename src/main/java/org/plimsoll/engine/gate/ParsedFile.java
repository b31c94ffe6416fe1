package org.plimsoll.engine.gate;

import java.util.List;

/**
 * A file as the gate reads it.
 *
 * @param packageName package it declares
 * @param imports what it imports; functions start with {@code static }
 * @param rules its rules
 */
public record ParsedFile(String packageName, List<String> imports, List<ParsedRule> rules) {

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
}
