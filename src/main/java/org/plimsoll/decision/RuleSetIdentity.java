package org.plimsoll.decision;

/**
 * Which version of which rule set.
 *
 * @param name name of the rule set
 * @param version number of the version, counted from one; zero for files that are not a stored version
 * @param contentHash SHA-256 of its files in hexadecimal
 */
public record RuleSetIdentity(String name, int version, String contentHash) {}
