package org.plimsoll.ruleset;

/**
 * A file of a version.
 *
 * @param ruleSet name of the rule set
 * @param number number of the version
 * @param path path within the rule set's folder
 */
record FileKey(String ruleSet, int number, String path) {}
