package org.plimsoll.ruleset;

/**
 * A version of a rule set.
 *
 * @param ruleSet name of the rule set
 * @param number number of the version, from one
 */
record VersionKey(String ruleSet, int number) {}
