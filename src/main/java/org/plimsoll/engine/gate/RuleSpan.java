package org.plimsoll.engine.gate;

/**
 * Where a rule stands.
 *
 * @param name name of the rule
 * @param firstLine line of its {@code rule} keyword, counted from one
 * @param lastLine line of its {@code end} keyword
 */
public record RuleSpan(String name, int firstLine, int lastLine) {}
